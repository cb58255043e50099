using LowCode.Feel.Numbers;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Feel.Functions;

/// <summary>
/// Ranges as the function <c>range</c> reads them: <c>[1..10)</c> with ends that are numbers, texts, <c>@"..."</c> or a call of
/// <c>date</c>, <c>time</c>, <c>date and time</c> or <c>duration</c> with a text. Nothing in it is evaluated.
/// </summary>
internal static class RangeText
{
    private static readonly Dictionary<string, Func<string, FeelValue>> _calls = new(StringComparer.Ordinal)
    {
        ["date"] = text => FeelDate.Parse(text) is { } date ? date : FeelValue.Null,
        ["time"] = Temporals.ParseTime,
        ["date and time"] = text => FeelDateTime.Parse(text) is { } dateTime ? dateTime : FeelValue.Null,
        ["duration"] = Temporals.ParseDuration,
    };

    public static FeelRange? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('[' or '(' or ']') || trimmed[^1] is not (']' or ')' or '['))
        {
            return null;
        }

        var ends = trimmed[1..^1];
        if (PointsIn(ends) is not { } at)
        {
            return null;
        }

        var (start, end) = (End(ends[..at].Trim()), End(ends[(at + 2)..].Trim()));
        return !start.IsNull && !end.IsNull && Comparing.Order(start, end) <= 0
            ? FeelRange.Between(start, trimmed[0] == '[', end, trimmed[^1] == ']')
            : null;
    }

    // The first two points outside of quotes: no end has two of them there, and a text in quotes holds no other quote.
    private static int? PointsIn(ReadOnlySpan<char> ends)
    {
        var isQuoted = false;
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            isQuoted ^= ends[i] == '"';
            if (!isQuoted && ends[i] == '.' && ends[i + 1] == '.')
            {
                return i;
            }
        }

        return null;
    }

    private static FeelValue End(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[0] == '@')
        {
            return Quoted(text[1..]) is { } temporal ? Temporals.Parse(temporal) : default;
        }

        if (text.Length > 0 && text[^1] == ')' && text.IndexOf('(') is > 0 and var open && _calls.TryGetValue(text[..open].Trim().ToString(), out var call))
        {
            return Quoted(text[(open + 1)..^1].Trim()) is { } argument ? call(argument) : default;
        }

        return Quoted(text) is { } plain ? plain : FeelNumber.Parse(text) is { } number ? number : FeelValue.Null;
    }

    private static string? Quoted(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"' && !text[1..^1].ContainsAny('"', '\\') ? text[1..^1].ToString() : null;
}
