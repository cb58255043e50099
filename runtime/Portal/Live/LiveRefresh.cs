using System.Threading.Channels;
using LowCode.Definitions;
using LowCode.Work.Changes;

namespace LowCode.Portal.Live;

/// <summary>
/// Reads a screen again when something that it shows was committed. All changes within <see cref="Pause"/> lead to one reading, and
/// while nothing changes nothing runs. It keeps the language of the circuit that made it, whoever caused the change.
/// </summary>
public sealed class LiveRefresh : IAsyncDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _gone = new();
    private readonly TimeProvider _time;
    private readonly Func<Task> _read;
    private readonly IDisposable _subscription;
    private readonly Task _loop;

    /// <param name="caseId">Only changes of this case; null: of any case of the tenant.</param>
    /// <param name="read">Reads and shows; must not throw.</param>
    public LiveRefresh(ChangeFeed feed, TenantId tenant, string? caseId, TimeProvider time, Func<Task> read)
    {
        ArgumentNullException.ThrowIfNull(feed);
        _time = time;
        _read = read;
        _subscription = feed.Listen(tenant, change =>
        {
            if (caseId is null || change.Concerns(caseId))
            {
                _changed.Writer.TryWrite(true);
            }
        });
        _loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _gone.CancelAsync();
        await _loop;
        _gone.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _changed.Reader.WaitToReadAsync(_gone.Token))
            {
                await Task.Delay(Pause, _time, _gone.Token);

                // Taken before reading: what changes while reading asks for another reading.
                _changed.Reader.TryRead(out _);
                await _read();
            }
        }
        catch (OperationCanceledException)
        {
            // The screen was left.
        }
    }
}
