using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Engine.Effects;

namespace LowCode.Storage.Rows;

/// <summary>JSON columns. Chinese stays readable in the database.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(JsonNode node) => node.ToJsonString(Options);

    public static string Write(LocalizedText text) => JsonSerializer.Serialize(text.ByLanguage, Options);

    public static string Write(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, Options);

    public static string Write(IReadOnlyList<TaskOutcome> outcomes) =>
        JsonSerializer.Serialize(outcomes.Select(o => new OutcomeRow(o.Name, o.Label.ByLanguage, o.Colour, o.CommentRequired, o.SkipsRequired)), Options);

    public static JsonObject ReadObject(string json) =>
        JsonNode.Parse(json) as JsonObject ?? throw new InvalidDataException("Expected a JSON object in the row, but it is something else.");

    public static LocalizedText ReadText(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(json, Options)!);

    public static LocalizedText? ReadOptionalText(string? json) => json is null ? null : ReadText(json);

    public static IReadOnlyList<string> ReadList(string? json) =>
        json is null or "[]" ? [] : JsonSerializer.Deserialize<string[]>(json, Options)!;

    public static IReadOnlyList<TaskOutcome> ReadOutcomes(string json) =>
        [.. JsonSerializer.Deserialize<OutcomeRow[]>(json, Options)!.Select(o =>
            new TaskOutcome(o.Name, new LocalizedText(o.Label), o.Colour, o.CommentRequired, o.SkipsRequired))];

    private sealed record OutcomeRow(
        string Name,
        IReadOnlyDictionary<string, string> Label,
        string Colour,
        bool CommentRequired,
        bool SkipsRequired);
}
