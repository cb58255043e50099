using System.Text.Json.Nodes;

namespace LowCode.FormUi.Photos;

/// <summary>The ids in a photo field's value; empty where the value is something else.</summary>
internal static class PhotoIds
{
    public static IReadOnlyList<string> Of(JsonNode? value) => value is JsonArray array
        ? [.. array.OfType<JsonValue>().Select(item => item.TryGetValue(out string? id) ? id : null).OfType<string>()]
        : [];
}
