namespace LowCode.Work.WakeUps;

/// <summary>
/// Work that nobody asks for, done again and again in bounded batches. All of it is found in rows, so whoever runs it and however often it
/// fails, nothing is forgotten; several nodes may run it at once, the fences decide.
/// </summary>
public interface ISystemJob
{
    /// <summary>Stable, in logs and in the scheduler's tables.</summary>
    string Name { get; }

    /// <summary>How long it rests where there is nothing to do.</summary>
    TimeSpan Period { get; }

    /// <summary>One batch. True: it was full, so there may be more.</summary>
    Task<bool> RunAsync(CancellationToken cancellation);

    /// <summary>Waits for what its batches began and did not wait for.</summary>
    Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;
}
