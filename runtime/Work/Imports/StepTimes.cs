namespace LowCode.Work.Imports;

/// <summary>When a step is recorded, and when it was reported where that could not be kept.</summary>
/// <param name="ReportedAt">Null: the reported time is <paramref name="At"/>, or nothing was reported.</param>
internal readonly record struct StepTime(DateTimeOffset At, DateTimeOffset? ReportedAt)
{
    public bool IsEarly => ReportedAt is not null;
}

/// <summary>
/// A process goes forward in time: a step that was reported before its predecessor is recorded at the predecessor's time, and what was
/// reported is kept beside it.
/// </summary>
internal static class StepTimes
{
    /// <param name="reported">By step, in order; null: nothing was reported, the step happened at its predecessor's time.</param>
    public static IReadOnlyList<StepTime> Of(DateTimeOffset created, IEnumerable<DateTimeOffset?> reported)
    {
        var times = new List<StepTime>();
        var last = created;
        foreach (var time in reported)
        {
            times.Add(time < last ? new StepTime(last, time) : new StepTime(time ?? last, null));
            last = times[^1].At;
        }

        return times;
    }
}
