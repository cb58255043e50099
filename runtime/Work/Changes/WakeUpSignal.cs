using System.Threading.Channels;

namespace LowCode.Work.Changes;

/// <summary>Tells the wake-up loop that a commit left work for it, so that it need not wait for its next round.</summary>
internal sealed class WakeUpSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _raised.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _raised.Reader.ReadAsync(cancellation);
}
