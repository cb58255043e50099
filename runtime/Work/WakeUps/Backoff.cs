namespace LowCode.Work.WakeUps;

/// <summary>How long what failed waits: one second, doubled by each failure up to an hour.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int failures)
    {
        var pause = TimeSpan.FromSeconds(1L << Math.Clamp(failures, 0, 12));
        return pause < Longest ? pause : Longest;
    }
}
