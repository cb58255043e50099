using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

/// <summary>Temporal values from their text.</summary>
internal static class Temporals
{
    /// <summary>The one date, time, date and time or duration that the text writes; null for anything else.</summary>
    public static FeelValue Parse(string text)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
        {
            return ParseDuration(text);
        }

        if (text.Contains('T'))
        {
            return FeelDateTime.Parse(text) is { } dateTime ? dateTime : ParseTime(text);
        }

        return FeelDate.Parse(text) is { } date ? date : ParseTime(text);
    }

    public static FeelValue ParseDuration(string text) =>
        DurationText.ParseMonths(text) is { } months ? FeelValue.Months(months)
        : DurationText.ParseNanoseconds(text) is { } nanoseconds ? FeelValue.Nanoseconds(nanoseconds)
        : FeelValue.Null;

    public static FeelValue ParseTime(string text) => FeelTime.Parse(text) is { } time ? time : FeelValue.Null;
}
