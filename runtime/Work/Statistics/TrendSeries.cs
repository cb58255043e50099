namespace LowCode.Work.Statistics;

/// <summary>A trend without gaps, so that equal distances are equal times: by day, or by month where there would be too many days to see.</summary>
public static class TrendSeries
{
    public const int MostDays = 92;

    /// <param name="days">Days on which something happened, each once.</param>
    public static TrendUnit UnitOf(IReadOnlyList<CasesPerDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.Count > 0 && days.Max(d => d.Day.DayNumber) - days.Min(d => d.Day.DayNumber) >= MostDays ? TrendUnit.Month : TrendUnit.Day;
    }

    /// <summary>Every day, or every month by its first day, from the first to the last; zeros where nothing happened.</summary>
    /// <param name="days">Days on which something happened, each once.</param>
    public static IReadOnlyList<CasesPerDay> Of(IReadOnlyList<CasesPerDay> days) =>
        UnitOf(days) == TrendUnit.Month
            ? Filled(days, day => (day.Year * 12) + day.Month - 1, month => new DateOnly(month / 12, (month % 12) + 1, 1))
            : Filled(days, day => day.DayNumber, DateOnly.FromDayNumber);

    private static List<CasesPerDay> Filled(IReadOnlyList<CasesPerDay> days, Func<DateOnly, int> numberOf, Func<int, DateOnly> dayOf)
    {
        if (days.Count == 0)
        {
            return [];
        }

        var known = days.ToLookup(d => numberOf(d.Day));
        var first = numberOf(days.Min(d => d.Day));
        var last = numberOf(days.Max(d => d.Day));
        return [.. Enumerable.Range(first, last - first + 1)
            .Select(n => new CasesPerDay(dayOf(n), known[n].Sum(d => d.Opened), known[n].Sum(d => d.Closed)))];
    }
}
