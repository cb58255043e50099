using System.Buffers;
using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

/// <summary>Values as text: alone as <c>string()</c> gives them, inside of lists and contexts as literals.</summary>
internal static class ValueText
{
    // A list can be shared many times inside of itself, so that its text would be far longer than it takes memory.
    private const int Longest = 1_000_000;

    private static readonly SearchValues<char> _special = SearchValues.Create("\"\\{}[](),:\n\r\t");

    public static string Write(FeelValue value)
    {
        if (value.AsString is { } text)
        {
            return text;
        }

        var result = new ShortText(Longest);
        Append(result, value);
        return result.Taken();
    }

    /// <summary>Like <see cref="Write(FeelValue)"/>, in no more characters than wanted; what lies behind them is not even written.</summary>
    public static string Write(FeelValue value, int most)
    {
        if (value.AsString is { } text)
        {
            return ShortText.Of(text, most);
        }

        var result = new ShortText(most);
        Append(result, value);
        return result.ToString();
    }

    /// <summary>As FEEL reads it: text in quotes, temporal values as <c>@"..."</c>.</summary>
    public static string WriteLiteral(FeelValue value)
    {
        var result = new ShortText(Longest);
        AppendLiteral(result, value);
        return result.Taken();
    }

    private static void Append(ShortText result, FeelValue value)
    {
        if (result.IsFull)
        {
            return;
        }

        // What an evaluation makes is no deeper.
        if (result.Level > Payload.DeepestWalk)
        {
            result.Append('…');
            return;
        }

        result.Level++;

        switch (value.Kind)
        {
            case FeelKind.List:
                AppendList(result, value.AsList!);
                break;
            case FeelKind.Context:
                AppendContext(result, value.AsContext!);
                break;
            case FeelKind.Range:
                AppendRange(result, value.AsRange!);
                break;
            default:
                result.Append(WriteScalar(value));
                break;
        }

        result.Level--;
    }

    /// <summary>See <see cref="WriteLiteral"/>.</summary>
    public static void AppendLiteral(ShortText result, FeelValue value)
    {
        if (value.AsString is { } text)
        {
            result.AppendQuoted(text);
        }
        else if (value.Kind is FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.DaysDuration or FeelKind.YearsDuration)
        {
            result.Append("@\"").Append(WriteScalar(value)).Append('"');
        }
        else
        {
            Append(result, value);
        }
    }

    private static string WriteScalar(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => value.IsTrue ? "true" : "false",
        FeelKind.Number => value.NumberTag is { Scale: 0 } ? value.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture) : value.AsNumber!.Value.ToString(),
        FeelKind.Date => value.AsDate!.Value.ToString(),
        FeelKind.Time => value.AsTime!.ToString(),
        FeelKind.DateTime => value.AsDateTime!.ToString(),
        FeelKind.DaysDuration => DurationText.WriteNanoseconds(value.AsNanoseconds!.Value),
        FeelKind.YearsDuration => DurationText.WriteMonths(value.AsMonths!.Value),
        _ => value.Reference!.ToString()!,
    };

    private static void AppendList(ShortText result, FeelList list)
    {
        result.Append('[');
        for (var i = 0; i < list.Count && !result.IsFull; i++)
        {
            result.Append(i > 0 ? ", " : "");
            AppendLiteral(result, list[i]);
        }

        result.Append(']');
    }

    private static void AppendContext(ShortText result, FeelContext context)
    {
        result.Append('{');
        var first = true;
        foreach (var (key, value) in context)
        {
            if (result.IsFull)
            {
                return;
            }

            result.Append(first ? "" : ", ");
            _ = NeedsQuotes(key) ? result.AppendQuoted(key) : result.Append(key);
            result.Append(": ");
            AppendLiteral(result, value);
            first = false;
        }

        result.Append('}');
    }

    private static bool NeedsQuotes(string key) => key.Length == 0 || key.AsSpan().ContainsAny(_special);

    private static void AppendRange(ShortText result, FeelRange range)
    {
        if (range.Form == RangeForm.Interval)
        {
            result.Append(range.StartIncluded ? '[' : '(');
            AppendLiteral(result, range.Start);
            result.Append("..");
            AppendLiteral(result, range.End);
            result.Append(range.EndIncluded ? ']' : ')');
            return;
        }

        result.Append('(').Append(range.Form switch
        {
            RangeForm.Less => "< ",
            RangeForm.LessOrEqual => "<= ",
            RangeForm.Greater => "> ",
            RangeForm.GreaterOrEqual => ">= ",
            RangeForm.Equal => "= ",
            _ => "!= ",
        });
        AppendLiteral(result, range.Start.IsNull ? range.End : range.Start);
        result.Append(')');
    }
}
