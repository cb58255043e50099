using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What a record holds as it is shown to whoever fills the form.</summary>
/// <param name="masked">Keys of the fields that are shown masked.</param>
internal sealed class ShownRecord(JsonObject data, IReadOnlySet<string> masked)
{
    private readonly Dictionary<string, JsonNode?> _revealed = new(StringComparer.Ordinal);

    /// <summary>Whether nobody here knows what it holds.</summary>
    public bool IsMasked(FieldSlot slot) => masked.Contains(slot.Field.Key) && !_revealed.ContainsKey(slot.Field.Key);

    public JsonNode? Of(FieldSlot slot) => _revealed.TryGetValue(slot.Field.Key, out var revealed) ? revealed : FieldValue.In(data, slot.Field);

    public void Reveal(string key, JsonNode? value) => _revealed[key] = value?.DeepClone();
}
