using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.Templates;

/// <summary>
/// Fills the places in texts of sample events. A place is a name in braces: one of the event's own values (<c>{street}</c>), a phrase that
/// stays the same throughout the event (<c>{spot}</c>), one chosen anew (<c>{pick:spot}</c>), or <c>{number:50:800}</c>. What is filled in may hold places itself.
/// </summary>
internal sealed partial class SampleTexts(
    IReadOnlyDictionary<string, IReadOnlyList<string>> phrases,
    Dictionary<string, string> values,
    SampleDice dice)
{
    /// <summary>Deeper nesting is a phrase that names itself.</summary>
    private const int DeepestNesting = 8;

    /// <exception cref="FormatException">A text names a place that there is none of.</exception>
    public string Fill(string text) => Fill(text, 0);

    /// <summary>A copy with its texts filled; <paramref name="own"/> stands in for whole texts that are no text (<c>{position}</c>), null for nothing.</summary>
    public JsonObject Fill(JsonObject data, IReadOnlyDictionary<string, JsonNode?> own)
    {
        var filled = new JsonObject();
        foreach (var (key, value) in data)
        {
            var text = value is JsonValue leaf && leaf.TryGetValue<string>(out var read) ? read : null;
            var node = text is null ? value?.DeepClone() : own.TryGetValue(text, out var whole) ? whole?.DeepClone() : JsonValue.Create(Fill(text));
            if (node is not null)
            {
                filled[key] = node;
            }
        }

        return filled;
    }

    private string Fill(string text, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new FormatException($"Expected phrases that end, but '{text}' leads back to itself.");
        }

        return Place().Replace(text, place => Fill(Draw(place.Groups[1].Value, text), depth + 1));
    }

    private string Draw(string place, string text)
    {
        switch (place.Split(':'))
        {
            case [var name] when values.TryGetValue(name, out var value):
                return value;
            case [var name] when phrases.TryGetValue(name, out var list):
                // Filled before it is kept: what it draws itself stays the same too.
                return values[name] = Fill(dice.One(list), 1);
            case ["pick", var name] when phrases.TryGetValue(name, out var list):
                return dice.One(list);
            case ["number", var from, var to] when int.TryParse(from, out var least) && int.TryParse(to, out var most) && least <= most:
                return dice.Whole(least, most).ToString(CultureInfo.InvariantCulture);
            default:
                throw new FormatException($"Expected one of {string.Join(", ", values.Keys.Concat(phrases.Keys))}, but '{text}' names {place}.");
        }
    }

    [GeneratedRegex(@"\{([A-Za-z0-9:-]+)\}")]
    private static partial Regex Place();
}
