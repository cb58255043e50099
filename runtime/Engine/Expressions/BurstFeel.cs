using System.Globalization;
using LowCode.Engine.Bursts;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;

namespace LowCode.Engine.Expressions;

/// <summary>What evaluations within a burst get: its time, and limits that let the other processes of the worker go on.</summary>
internal static class BurstFeel
{
    internal static FeelLimits Limits { get; } = FeelLimits.Standard with { Time = TimeSpan.FromSeconds(2), Memory = 64L * 1024 * 1024 };

    /// <summary><c>now()</c> is the time of the stimulus in the tenant's time zone, so that <c>today()</c> is the day that people there have.</summary>
    public static FeelOptions Options(Burst burst) => new()
    {
        Now = burst.World.Context.Zone is { } zone ? TimeZoneInfo.ConvertTime(burst.Now, zone) : burst.Now,
        Limits = Limits,
        Lookups = burst.World.Decisions?.Dictionaries,
    };

    /// <summary>The reasons as one text; a limit that was met tells more than what came before it.</summary>
    public static string Text(IReadOnlyList<FeelProblem> problems, CultureInfo language)
    {
        var limits = problems.Where(p => p.IsLimit).ToList();
        return string.Join(' ', (limits.Count > 0 ? limits : problems).Select(p => p.TextIn(language)).Distinct(StringComparer.Ordinal));
    }
}
