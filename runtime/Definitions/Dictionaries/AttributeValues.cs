using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>Values of attributes in documents and files.</summary>
public static class AttributeValues
{
    private const string DateFormat = "yyyy-MM-dd";

    private const int LongestText = 1000;

    // People write them in their own language.
    private static readonly Dictionary<string, bool> _flags = ProblemTexts.InEach("dictionary.yes").ByLanguage.Values.Select(w => (w, true))
        .Concat(ProblemTexts.InEach("dictionary.no").ByLanguage.Values.Select(w => (w, false)))
        .Append(("true", true)).Append(("false", false))
        .ToDictionary(w => w.Item1, w => w.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>For people: what a value of the type is.</summary>
    public static string Expected(AttributeType type) => ProblemTexts.Of(type switch
    {
        AttributeType.Text => "kind.text",
        AttributeType.Integer => "kind.integer",
        AttributeType.Number => "kind.number",
        AttributeType.Boolean => "kind.boolean",
        AttributeType.Date => "dictionary.kind.date",
        AttributeType.Department => "dictionary.kind.department",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    });

    /// <summary>A value as a file spells it: invariant, dates <c>2026-01-31</c>, <c>true</c> and <c>false</c>; null where it is none of the type.</summary>
    public static object? Read(string text, AttributeType type)
    {
        ArgumentNullException.ThrowIfNull(text);
        return type switch
        {
            AttributeType.Integer => decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            AttributeType.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
            AttributeType.Boolean => _flags.TryGetValue(text, out var flag) ? flag : null,
            AttributeType.Date => Date(text),
            AttributeType.Text or AttributeType.Department => string.IsNullOrWhiteSpace(text) || text.Length > LongestText ? null : text,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
    }

    /// <summary>As <see cref="Read"/> takes it.</summary>
    public static string Write(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly day => Text(day),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"Expected a value of an attribute, but got a {value?.GetType().Name}.", nameof(value)),
    };

    /// <summary>Null: it is no day of that spelling.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Text(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);

    internal static object? Read(JsonElement json, AttributeType type) => (type, json.ValueKind) switch
    {
        (AttributeType.Integer, JsonValueKind.Number) => json.TryGetDecimal(out var whole) && whole == decimal.Truncate(whole) ? whole : null,
        (AttributeType.Number, JsonValueKind.Number) => json.TryGetDecimal(out var number) ? number : null,
        (AttributeType.Boolean, JsonValueKind.True) => true,
        (AttributeType.Boolean, JsonValueKind.False) => false,
        (AttributeType.Text or AttributeType.Date or AttributeType.Department, JsonValueKind.String) => Read(json.GetString()!, type),
        _ => null,
    };

    internal static void Write(Utf8JsonWriter json, string key, object value)
    {
        switch (value)
        {
            case decimal number:
                json.WriteNumber(key, number);
                break;
            case bool flag:
                json.WriteBoolean(key, flag);
                break;
            default:
                json.WriteString(key, Write(value));
                break;
        }
    }
}
