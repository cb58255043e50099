using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Privacy;

/// <summary>What somebody may not see of a case, to be found where its values were copied to: decisions, the journal of its process, notes.</summary>
/// <param name="names">Of fields and columns that are masked.</param>
/// <param name="texts">Values that they have, or had.</param>
internal sealed class HiddenValues(HashSet<string> names, HashSet<string> texts)
{
    /// <summary>Stands for what must not be seen.</summary>
    public const string Mask = "****";

    // What is shorter stands in other words by chance: it is hidden where it is all that there is. Two Han characters are a name.
    private const int ShortestPart = 4;
    private const int ShortestName = 2;

    private readonly IReadOnlyList<string> _parts = [.. texts.Where(t => t.Length >= ShortestPart || (t.Length >= ShortestName && t.All(IsHan))).OrderByDescending(t => t.Length)];

    public static HiddenValues None { get; } = new([], []);

    private bool IsNone => names.Count == 0;

    /// <summary>Whether copied values hold any of it: under the name of a masked field, or a value that one has or had, be it a part of a text.</summary>
    public bool AreIn(JsonNode? copied) => !IsNone && copied switch
    {
        JsonObject members => members.Any(m => (names.Contains(m.Key) && !FieldValue.IsEmpty(m.Value)) || AreIn(m.Value)),
        JsonArray items => items.Any(AreIn),
        JsonValue scalar => scalar.ToString() is var text && texts.Any(t => text.Contains(t, StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>A copy with masks in the place of it.</summary>
    public JsonNode? Hide(JsonNode? copied) => IsNone ? copied?.DeepClone() : copied switch
    {
        JsonObject members => Signed(new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, names.Contains(m.Key) && !FieldValue.IsEmpty(m.Value) ? Mask : Hide(m.Value))))),
        JsonArray items => new JsonArray([.. items.Select(Hide)]),
        JsonValue scalar when scalar.ToString() is var text && Hide(text) is var shown && shown != text => shown,
        _ => copied?.DeepClone(),
    };

    private static JsonObject Signed(JsonObject copy)
    {
        SignedContent.HideHashes(copy);
        return copy;
    }

    public LocalizedText Hide(LocalizedText text) => IsNone ? text : new(text.ByLanguage.ToDictionary(t => t.Key, t => Hide(t.Value), StringComparer.Ordinal));

    /// <inheritdoc cref="Hide(JsonNode?)"/>
    public string Hide(string text) => texts.Contains(text) ? Mask : _parts.Aggregate(text, (shown, part) => shown.Replace(part, Mask, StringComparison.Ordinal));

    // Unified ideographs with their extensions; those of higher planes come as two surrogates.
    private static bool IsHan(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' || char.IsSurrogate(character);

    /// <summary>All texts, numbers and truth values in a value.</summary>
    public static IEnumerable<string> TextsIn(JsonNode? value) => value switch
    {
        JsonObject members => members.SelectMany(m => TextsIn(m.Value)),
        JsonArray items => items.SelectMany(TextsIn),
        JsonValue scalar when scalar.ToString() is { Length: > 0 } text => [text],
        _ => [],
    };
}
