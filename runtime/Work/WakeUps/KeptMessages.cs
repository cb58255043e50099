using LowCode.Work.Instances;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Brings kept messages to bookmarks that opened since, and buries those whose time is over.</summary>
internal sealed partial class KeptMessages(IWakeUps wakeUps, IInstanceOwner owner, Recovery recovery, TimeProvider time, ILogger<KeptMessages> log) : ISystemJob
{
    private const int BatchSize = 200;

    /// <summary>The first round over all pages is what a dead process left.</summary>
    private bool _isRecovering = true;

    /// <summary>The page that comes next; null: the first.</summary>
    private MessageCursor? _next;

    public string Name => "kept-messages";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var matched = await wakeUps.MatchedMessagesAsync(_next, BatchSize, cancellation);
        foreach (var (tenant, message) in matched.Messages)
        {
            await ResumeAsync(InstanceOwner.ResumeBy(message, tenant, time.GetUtcNow()), message.MessageId, cancellation);
        }

        _next = matched.Next;
        _isRecovering &= _next is not null;
        var buried = await wakeUps.BuryExpiredAsync(time.GetUtcNow(), BatchSize, cancellation);
        return _next is not null || buried == BatchSize;
    }

    private async Task ResumeAsync(InstanceCommand.Resume resume, string messageId, CancellationToken cancellation)
    {
        try
        {
            var origin = resume.Origin;
            if (!_isRecovering || await recovery.TryBeginAsync(origin.Tenant, origin.InstanceId.Value, cancellation))
            {
                await owner.RunAsync(resume, cancellation);
            }
        }
#pragma warning disable CA1031 // One instance's bug must not stop the messages of the others.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(failure, messageId, resume.Origin.InstanceId.Value);
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} could not be brought to instance {InstanceId} and stays in the inbox.")]
    private partial void LogFailed(Exception failure, string messageId, string instanceId);
}
