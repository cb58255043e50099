namespace LowCode.Work.WakeUps;

/// <summary>One batch of every system job, one after the other and to its end: for commands and tests, which have no scheduler.</summary>
public sealed class WakeUpRound(IEnumerable<ISystemJob> jobs)
{
    /// <summary>True: a batch was full, so there may be more.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var more = false;
        foreach (var job in jobs)
        {
            more |= await job.RunAsync(cancellation);
            await job.SettleAsync(cancellation);
        }

        return more;
    }
}
