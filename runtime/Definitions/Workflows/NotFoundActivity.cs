using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Elsa writes an activity whose type it does not know as <c>Elsa.NotFoundActivity</c> and keeps the original as a text. What is meant is the
/// original, whether this product knows its type or not.
/// </summary>
internal static class NotFoundActivity
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private const string TypeName = "Elsa.NotFoundActivity";

    /// <summary>The original where this stands for one, else the activity itself.</summary>
    public static JsonElement Original(JsonElement json)
    {
        if (json.Text("type") != TypeName || json.Text("originalActivityJson") is not { } text)
        {
            return json;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: _strict) is JsonObject original && original["type"] is not null ? Moved(original, json) : json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    // The designer moves what stands for the original: its position is the newer one.
    private static JsonElement Moved(JsonObject original, JsonElement standIn)
    {
        if (standIn.Member("metadata")?.Member("designer") is { } designer)
        {
            var metadata = original["metadata"] as JsonObject ?? [];
            metadata["designer"] = JsonNode.Parse(designer.GetRawText());
            original["metadata"] = metadata.Parent is null ? metadata : original["metadata"];
        }

        if (original["id"] is null && standIn.Text("id") is { } id)
        {
            original["id"] = id;
        }

        return JsonSerializer.SerializeToElement(original);
    }
}
