using System.Globalization;
using System.Text;

namespace LowCode.Feel.Times;

/// <summary>Durations as ISO 8601 writes them: <c>P1Y2M</c> in months, <c>-P1DT2H3M4.5S</c> in nanoseconds.</summary>
public static class DurationText
{
    // So many days are beyond the calendar, and their nanoseconds still fit.
    private const long LargestCount = 1_000_000_000_000_000_000;

    /// <summary>Months of <c>P1Y2M</c>; null for anything else.</summary>
    public static long? ParseMonths(ReadOnlySpan<char> text)
    {
        if (Start(ref text) is not { } sign || text.Length == 0)
        {
            return null;
        }

        var years = Part(ref text, 'Y');
        var months = Part(ref text, 'M');
        return text.Length > 0 || (years is null && months is null) || years > LargestCount / 12 ? null : sign * (((years ?? 0) * 12) + (months ?? 0));
    }

    /// <summary>Nanoseconds of <c>P1DT2H3M4.5S</c>; null for anything else.</summary>
    public static Int128? ParseNanoseconds(ReadOnlySpan<char> text)
    {
        if (Start(ref text) is not { } sign)
        {
            return null;
        }

        var days = Part(ref text, 'D');
        var time = text.Length > 0 && text[0] == 'T';
        if (!time)
        {
            return text.Length > 0 || days is null ? null : sign * (Int128)days * FeelTime.NanosecondsPerDay;
        }

        text = text[1..];
        var any = text.Length > 0;
        var hours = Part(ref text, 'H');
        var minutes = Part(ref text, 'M');
        if (!any || Seconds(text) is not { } seconds)
        {
            return null;
        }

        var whole = ((Int128)(days ?? 0) * 86_400) + ((Int128)(hours ?? 0) * 3600) + ((Int128)(minutes ?? 0) * 60);
        return sign * ((whole * FeelTime.NanosecondsPerSecond) + seconds);
    }

    /// <summary><c>P1Y2M</c>, without parts that are 0; <c>P0M</c> for none.</summary>
    public static string WriteMonths(long months)
    {
        var (years, rest) = (Math.Abs(months) / 12, Math.Abs(months) % 12);
        var text = (years, rest) switch
        {
            (0, _) => $"P{rest.ToString(CultureInfo.InvariantCulture)}M",
            (_, 0) => $"P{years.ToString(CultureInfo.InvariantCulture)}Y",
            _ => string.Create(CultureInfo.InvariantCulture, $"P{years}Y{rest}M"),
        };
        return months < 0 ? "-" + text : text;
    }

    /// <summary><c>P1DT2H3M4.5S</c>, without parts that are 0; <c>PT0S</c> for none.</summary>
    public static string WriteNanoseconds(Int128 nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "PT0S";
        }

        var text = new StringBuilder(nanoseconds < 0 ? "-P" : "P");
        var rest = Int128.Abs(nanoseconds);
        var seconds = rest / FeelTime.NanosecondsPerSecond;
        var fraction = Digits.WriteFraction((long)(rest % FeelTime.NanosecondsPerSecond));
        Append(seconds / 86_400, 'D');
        if (seconds % 86_400 > 0 || fraction.Length > 0)
        {
            text.Append('T');
            Append(seconds / 3600 % 24, 'H');
            Append(seconds / 60 % 60, 'M');
            if (seconds % 60 > 0 || fraction.Length > 0)
            {
                text.Append((seconds % 60).ToString(CultureInfo.InvariantCulture)).Append(fraction).Append('S');
            }
        }

        return text.ToString();

        void Append(Int128 count, char unit)
        {
            if (count > 0)
            {
                text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
            }
        }
    }

    private static int? Start(ref ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        text = negative ? text[1..] : text;
        if (text.Length == 0 || text[0] != 'P')
        {
            return null;
        }

        text = text[1..];
        return negative ? -1 : 1;
    }

    private static long? Part(ref ReadOnlySpan<char> text, char unit)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == 0 || end == text.Length || text[end] != unit || Digits.Read(text[..end]) is not { } count)
        {
            return null;
        }

        text = text[(end + 1)..];
        return count;
    }

    // What is left of the text must be the seconds, or nothing; a point without digits behind it (PT0.S) is allowed.
    private static Int128? Seconds(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (text[^1] != 'S')
        {
            return null;
        }

        text = text[..^1];
        var point = text.IndexOf('.');
        return Digits.Read(point < 0 ? text : text[..point]) is { } whole && Digits.ReadFraction(point < 0 ? [] : text[(point + 1)..]) is { } fraction
            ? ((Int128)whole * FeelTime.NanosecondsPerSecond) + fraction
            : null;
    }
}
