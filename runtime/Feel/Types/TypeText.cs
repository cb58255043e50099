using System.Text;
using LowCode.Feel.Values;

namespace LowCode.Feel.Types;

/// <summary>Types as FEEL writes them behind <c>instance of</c>.</summary>
internal static class TypeText
{
    private const int Longest = 500;

    /// <summary>The simple types by their names.</summary>
    public static IReadOnlyDictionary<string, FeelType> Names { get; } = new Dictionary<string, FeelType>(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = FeelType.Null,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.String,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["dateTime"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysDuration,
        ["dayTimeDuration"] = FeelType.DaysDuration,
        ["years and months duration"] = FeelType.YearsDuration,
        ["yearMonthDuration"] = FeelType.YearsDuration,
        ["list"] = FeelType.AnyList,
        ["context"] = FeelType.AnyContext,
        ["range"] = FeelType.AnyRange,
        ["function"] = FeelType.AnyFunction,
    };

    /// <summary>Cut where it would be too long to read.</summary>
    public static string Write(FeelType type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
    }

    private static void Append(StringBuilder text, FeelType type)
    {
        if (text.Length > Longest)
        {
            return;
        }

        switch (type)
        {
            case FeelType.AnyType:
                text.Append("Any");
                break;
            case FeelType.KindType simple:
                text.Append(Word(simple.ValueKind));
                break;
            case FeelType.ListType list:
                Append(text.Append("list<"), list.Items);
                text.Append('>');
                break;
            case FeelType.RangeType range:
                Append(text.Append("range<"), range.Ends);
                text.Append('>');
                break;
            case FeelType.ContextType context:
                AppendAll(text.Append("context<"), context.Fields, (t, f) => Append(t.Append(f.Name).Append(": "), f.Type));
                text.Append('>');
                break;
            case FeelType.FunctionType { Parameters: null }:
                text.Append("function");
                break;
            case FeelType.FunctionType function:
                AppendAll(text.Append("function<"), function.Parameters, Append);
                Append(text.Append("> -> "), function.Result);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    private static void AppendAll<T>(StringBuilder text, IReadOnlyList<T> parts, Action<StringBuilder, T> append)
    {
        for (var i = 0; i < parts.Count && text.Length <= Longest; i++)
        {
            append(i > 0 ? text.Append(", ") : text, parts[i]);
        }
    }

    private static string Word(FeelKind kind) => kind switch
    {
        FeelKind.Null => "Null",
        FeelKind.Boolean => "boolean",
        FeelKind.Number => "number",
        FeelKind.String => "string",
        FeelKind.Date => "date",
        FeelKind.Time => "time",
        FeelKind.DateTime => "date and time",
        FeelKind.DaysDuration => "days and time duration",
        _ => "years and months duration",
    };
}
