namespace LowCode.Work.Statistics;

/// <summary>Percentiles by nearest rank: the smallest value that at least so many per cent of the values do not exceed. Always a value that occurred.</summary>
public static class NearestRank
{
    /// <summary>Index in the ascending values, from 0.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public static int Index(int count, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return (int)((((long)count * percent) + 99) / 100) - 1;
    }
}
