using System.Text.Json.Nodes;

namespace LowCode.FormUi.Attachments;

/// <summary>One attachment in a field's value: its id, or an object with it and with when and where it was taken.</summary>
internal sealed record AttachedItem(string Id, JsonNode Node)
{
    /// <summary>Empty where the value is something else.</summary>
    public static IReadOnlyList<AttachedItem> Of(JsonNode? value) => value is JsonArray items ? [.. items.Select(Read).OfType<AttachedItem>()] : [];

    public string? TakenAt => Node is JsonObject item && item["takenAt"] is JsonValue at && at.TryGetValue(out string? text) ? text : null;

    public JsonObject? Place => (Node as JsonObject)?["place"] as JsonObject;

    private static AttachedItem? Read(JsonNode? node)
    {
        var id = node is JsonObject item ? item["id"] : node;
        return id is JsonValue value && value.TryGetValue(out string? text) ? new AttachedItem(text, node!) : null;
    }
}
