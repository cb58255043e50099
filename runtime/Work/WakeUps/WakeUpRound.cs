using LowCode.Work.Instances;

namespace LowCode.Work.WakeUps;

/// <summary>One look at everything that may have become due. What a crash left is found here as well: all of it is in rows.</summary>
public sealed class WakeUpRound
{
    private readonly DueTimers _timers;
    private readonly KeptMessages _messages;
    private readonly OutboxWorker _outbox;
    private readonly ForgottenPhotos _photos;
    private readonly InstanceOwner _owner;

    internal WakeUpRound(DueTimers timers, KeptMessages messages, OutboxWorker outbox, ForgottenPhotos photos, InstanceOwner owner)
    {
        _timers = timers;
        _messages = messages;
        _outbox = outbox;
        _photos = photos;
        _owner = owner;
    }

    /// <summary>True: a batch was full, so there may be more.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var more = await _timers.RunAsync(cancellation);
        more |= await _messages.RunAsync(cancellation);
        more |= await _outbox.RunAsync(cancellation);
        more |= await _photos.RunAsync(cancellation);
        _owner.Sweep();
        return more;
    }
}
