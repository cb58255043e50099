using System.Globalization;

namespace LowCode.Feel.Times;

/// <summary>A time of day, local or at an offset or in a zone.</summary>
/// <param name="NanosecondOfDay">0 up to a day's.</param>
/// <param name="Zone">Null for a local time.</param>
public sealed record FeelTime(long NanosecondOfDay, FeelZone? Zone)
{
    /// <summary>1,000,000,000</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>86,400,000,000,000</summary>
    public const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    /// <summary>0 to 23.</summary>
    public int Hour => (int)(NanosecondOfDay / (3600 * NanosecondsPerSecond));

    /// <summary>0 to 59.</summary>
    public int Minute => (int)(NanosecondOfDay / (60 * NanosecondsPerSecond) % 60);

    /// <summary>0 to 59.</summary>
    public int Second => (int)(NanosecondOfDay / NanosecondsPerSecond % 60);

    /// <summary>Of the second: 0 to 999,999,999.</summary>
    public long Nanosecond => NanosecondOfDay % NanosecondsPerSecond;

    /// <summary>Null when there is no such time; 24:00:00 is not one here.</summary>
    public static FeelTime? From(long hour, long minute, long second, long nanosecond, FeelZone? zone) =>
        hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59
            ? null
            : new FeelTime((((((hour * 60) + minute) * 60) + second) * NanosecondsPerSecond) + nanosecond, zone);

    /// <summary><c>23:59:00</c> with an optional fraction and zone; null for anything else.</summary>
    public static FeelTime? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
        {
            return null;
        }

        var end = 8;
        if (text.Length > 8 && text[8] == '.')
        {
            end = 9;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (end == 9)
            {
                return null;
            }
        }

        var zone = end == text.Length ? null : FeelZone.Parse(text[end..]);
        if ((zone is null && end < text.Length) || Digits.ReadFraction(end == 8 ? [] : text[9..end]) is not { } nanosecond)
        {
            return null;
        }

        return Digits.Read(text[..2]) is { } hour && Digits.Read(text.Slice(3, 2)) is { } minute && Digits.Read(text.Slice(6, 2)) is { } second
            ? From(hour, minute, second, nanosecond, zone)
            : null;
    }

    /// <summary>Seconds east of Greenwich; those of a place are taken on a day without summer time's change, 1970-01-01.</summary>
    public int? Offset => Zone?.OffsetAt(default, NanosecondOfDay);

    /// <summary>Nanoseconds since midnight in Greenwich; a local time counts as one there.</summary>
    public long UtcNanosecond => NanosecondOfDay - ((Offset ?? 0) * NanosecondsPerSecond);

    /// <summary>The time so many nanoseconds later, or earlier where negative, past midnight too.</summary>
    public FeelTime Add(Int128 nanoseconds)
    {
        var moved = (NanosecondOfDay + nanoseconds) % NanosecondsPerDay;
        return this with { NanosecondOfDay = (long)(moved < 0 ? moved + NanosecondsPerDay : moved) };
    }

    /// <summary><c>10:20:30.5+08:00</c>, or with <c>@Asia/Shanghai</c> for a named zone.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}{Digits.WriteFraction(Nanosecond)}{Zone}");
}
