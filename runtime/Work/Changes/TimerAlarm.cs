namespace LowCode.Work.Changes;

/// <summary>When the timers that this process set fall due. A hint: whoever misses it finds them by looking a second later.</summary>
internal sealed class TimerAlarm(TimeProvider time)
{
    /// <summary>Timers within it are fired together.</summary>
    private const long Step = 20 * TimeSpan.TicksPerMillisecond;

    /// <summary>More moments than this are not kept.</summary>
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly SortedSet<long> _moments = [];
    private TaskCompletionSource _earlier = New();

    public void Set(DateTimeOffset due)
    {
        // Rounded up, so that what is due at the moment is due.
        var moment = (due.UtcTicks + Step - 1) / Step * Step;
        lock (_lock)
        {
            if (_moments.Count >= Most || !_moments.Add(moment) || _moments.Min != moment)
            {
                return;
            }

            _earlier.TrySetResult();
            _earlier = New();
        }
    }

    /// <summary>Ends when a moment has come; it and all before it are forgotten.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (!TryTake(out var pause, out var earlier))
        {
            using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(Task.Delay(pause, time, until.Token), earlier);
            await until.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private bool TryTake(out TimeSpan pause, out Task earlier)
    {
        var now = time.GetUtcNow().UtcTicks;
        lock (_lock)
        {
            earlier = _earlier.Task;
            pause = _moments.Count == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Min(_moments.Min - now, TimeSpan.TicksPerHour));
            return _moments.RemoveWhere(m => m <= now) > 0;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
