
namespace LowCode.Engine.Incidents;

/// <summary>How an activity that failed is tried again before it becomes an incident.</summary>
/// <param name="Attempts">Tries after the first one.</param>
/// <param name="Delay">Before the first of them.</param>
/// <param name="Factor">For <see cref="RetryBackoff.Exponential"/>: what each delay is multiplied by for the next.</param>
/// <param name="MaxDelay">No delay is longer, before jitter.</param>
/// <param name="Jitter">Share of the delay by which it is made longer or shorter at random, 0 to 1, so that what failed together does not come back together.</param>
internal sealed record RetryPolicy(int Attempts, TimeSpan Delay, RetryBackoff Backoff, double Factor, TimeSpan MaxDelay, double Jitter)
{
    /// <param name="attempt">1 for the first try after the failure.</param>
    /// <param name="fraction">A random number from 0 to 1, drawn only where the policy asks for jitter.</param>
    public TimeSpan DelayBefore(int attempt, Func<double> fraction)
    {
        var factor = Backoff switch
        {
            RetryBackoff.Constant => 1,
            RetryBackoff.Linear => attempt,
            _ => Math.Pow(Factor, attempt - 1),
        };
        var ticks = Math.Min(Delay.Ticks * factor, MaxDelay.Ticks);
        var spread = Jitter > 0 ? 1 + (Jitter * ((2 * fraction()) - 1)) : 1;
        return TimeSpan.FromTicks((long)(ticks * spread));
    }
}

/// <summary>How delays grow. Names are Elsa's.</summary>
internal enum RetryBackoff
{
    Constant,
    Linear,
    Exponential,
}
