using System.Globalization;
using System.Resources;
using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Values;

namespace LowCode.Engine.Incidents;

/// <summary>
/// Why an activity cannot go on: a code, which names a text in both languages, and what that text tells. The text is made when somebody
/// reads it, in the reader's language.
/// </summary>
/// <param name="Code">Dotted lower case, stored: never change one, only add.</param>
/// <param name="Values">Plain data; an object of texts by language stands for a text that another library made.</param>
public sealed record IncidentReason(string Code, IReadOnlyList<object?> Values)
{
    private static readonly ResourceManager _texts = new("LowCode.Engine.Incidents.IncidentTexts", typeof(IncidentReason).Assembly);
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en");

    internal static IncidentReason Of(string code, params object?[] values) => new(code, Array.ConvertAll(values, Plain));

    /// <summary>As the journal and programs get it: <c>code</c> and <c>values</c>.</summary>
    public JsonObject ToJson() => new() { ["code"] = Code, ["values"] = DataValue.ToNode((object?[])[.. Values]) };

    /// <summary>Null: it is none, as in what older versions wrote.</summary>
    public static IncidentReason? OfJson(JsonNode? json) =>
        json is JsonObject reason && (string?)reason["code"] is { } code ? new IncidentReason(code, DataValue.From(reason["values"]) as object?[] ?? []) : null;

    /// <summary>Null: this version has no such text, or one that tells more.</summary>
    public string? TextIn(CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (_texts.GetString(Code, language) is not { } text)
        {
            return null;
        }

        try
        {
            return string.Format(language, text, [.. Values.Select(v => Written(v, language))]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What Elsa users know it by, and what is stored for those who have no code for it.</summary>
    internal string Message => TextIn(_english) ?? Code;

    public bool Equals(IncidentReason? other) => other is not null && Code == other.Code && ValuesJson() == other.ValuesJson();

    public override int GetHashCode() => HashCode.Combine(Code, Values.Count);

    private string ValuesJson() => DataValue.ToJson((object?[])[.. Values]);

    private static object? Plain(object? value) => value switch
    {
        null or string or bool or long or decimal => value,
        int number => (long)number,
        LocalizedText text => new DataObject(text.ByLanguage.Select(t => new KeyValuePair<string, object?>(t.Key, t.Value))),
        DataObject texts => texts,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Written(object? value, CultureInfo language) =>
        value is DataObject texts ? new LocalizedText(texts.ToDictionary(t => t.Key, t => DataValue.ToText(t.Value))).In(language) : DataValue.ToText(value);
}
