using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.Templates;

/// <summary>
/// Fills the places in texts of sample events. A place is a name in braces: one of the event's own values (<c>{street}</c>), or
/// <c>{pick:phrases}</c>, <c>{number:50:800}</c> (a JSON number where it is the whole text), <c>{digits:3}</c>. What is filled in may hold places itself.
/// </summary>
internal sealed partial class SampleTexts(
    IReadOnlyDictionary<string, IReadOnlyList<string>> phrases,
    IReadOnlyDictionary<string, string> values,
    SampleDice dice)
{
    /// <summary>Deeper nesting is a phrase that names itself.</summary>
    private const int DeepestNesting = 8;

    /// <exception cref="FormatException">A text names a place that there is none of.</exception>
    public string Fill(string text) => Fill(text, 0);

    /// <summary>A copy with its texts filled; <paramref name="own"/> stands in for whole texts that are no text (<c>{position}</c>).</summary>
    public JsonObject Fill(JsonObject data, IReadOnlyDictionary<string, JsonNode> own)
    {
        var filled = new JsonObject();
        foreach (var (key, value) in data)
        {
            filled[key] = value is JsonValue leaf && leaf.TryGetValue<string>(out var text) ? FillValue(text, own) : value?.DeepClone();
        }

        return filled;
    }

    private JsonNode FillValue(string text, IReadOnlyDictionary<string, JsonNode> own)
    {
        if (own.TryGetValue(text, out var node))
        {
            return node.DeepClone();
        }

        var filled = Fill(text, 0);
        return text.StartsWith("{number:", StringComparison.Ordinal)
            ? JsonValue.Create(decimal.Parse(filled, CultureInfo.InvariantCulture))
            : JsonValue.Create(filled);
    }

    private string Fill(string text, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new FormatException($"Expected phrases that end, but '{text}' leads back to itself.");
        }

        return Place().Replace(text, place => Fill(Draw(place.Groups[1].Value, text), depth + 1));
    }

    private string Draw(string place, string text) => place.Split(':') switch
    {
        ["pick", var name] when phrases.TryGetValue(name, out var list) => dice.One(list),
        ["number", var from, var to] => dice.Whole(int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        ["digits", var count] => dice.Digits(int.Parse(count, CultureInfo.InvariantCulture)),
        [var name] when values.TryGetValue(name, out var value) => value,
        _ => throw new FormatException($"Expected one of {string.Join(", ", values.Keys)} or a phrase, but '{text}' names {place}."),
    };

    [GeneratedRegex(@"\{([A-Za-z0-9:-]+)\}")]
    private static partial Regex Place();
}
