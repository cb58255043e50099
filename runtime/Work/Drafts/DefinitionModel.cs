using System.Globalization;
using System.Text.Json.Nodes;

namespace LowCode.Work.Drafts;

/// <summary>The document of a definition as designers send it.</summary>
internal static class DefinitionModel
{
    private static readonly string[] _lists = ["variables", "inputs", "outputs", "outcomes"];
    private static readonly string[] _objects = ["customProperties", "options"];

    /// <summary>Null: it is a new one.</summary>
    public static string? IdOf(JsonObject model) => Text(model, "definitionId");

    public static string? VersionIdOf(JsonObject model) => Text(model, "id");

    public static string NewId() => Guid.NewGuid().ToString("N")[..16];

    /// <summary>Ids and numbers are ours, not the designer's; what it leaves null is empty.</summary>
    public static JsonObject Numbered(JsonObject written, string definitionId, string versionId, int number, DateTimeOffset createdAt, bool isPublished)
    {
        var model = (JsonObject)written.DeepClone();
        model.Remove("links");
        model.Remove("$schema");
        model["definitionId"] = definitionId;
        model["id"] = versionId;
        model["version"] = number;
        model["createdAt"] = createdAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        model["isLatest"] = true;
        model["isPublished"] = isPublished;
        if (Text(model, "name") is { } name)
        {
            model["name"] = name.Trim();
        }

        foreach (var list in _lists)
        {
            model[list] ??= new JsonArray();
        }

        foreach (var members in _objects)
        {
            model[members] ??= new JsonObject();
        }

        return model;
    }

    private static string? Text(JsonObject model, string name) =>
        model[name] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}
