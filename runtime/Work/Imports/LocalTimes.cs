using System.Globalization;

namespace LowCode.Work.Imports;

/// <summary>
/// Reads the local times of a file. Where the clocks go forward, a time that did not exist is moved on by the length of the gap
/// (02:30 becomes 03:30); where they go back, a time that existed twice is the first of the two. Both keep the order of times that
/// were written in order on either side of the change.
/// </summary>
public sealed class LocalTimes(IReadOnlyList<string> formats, TimeZoneInfo zone)
{
    private readonly string[] _local = [.. formats.Where(f => !NamesOffset(f))];
    private readonly string[] _withOffset = [.. formats.Where(NamesOffset)];

    /// <summary>The instant, UTC; null where no format fits.</summary>
    public DateTimeOffset? Read(string text)
    {
        if (_withOffset.Length > 0 && DateTimeOffset.TryParseExact(text, _withOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        return _local.Length > 0 && DateTime.TryParseExact(text, _local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? ToInstant(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))
            : null;
    }

    private DateTimeOffset ToInstant(DateTime local)
    {
        // The offset of the day before is the one that a clock still shows when it jumps, so the jump is added by itself.
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        var utc = local.Ticks - offset.Ticks;
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, TimeSpan.Zero)
            : new DateTimeOffset(utc, TimeSpan.Zero);
    }

    private static bool NamesOffset(string format) => format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);
}
