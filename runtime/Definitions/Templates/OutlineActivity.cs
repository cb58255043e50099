using System.Text.Json;

namespace LowCode.Definitions.Templates;

/// <summary>One activity of a workflow, with where it stands.</summary>
internal sealed record OutlineActivity(string Id, string Type, string Path, JsonElement Json)
{
    public bool IsUserTask => Type == "LowCode.UserTask";

    public bool IsCaseUpdate => Type == "LowCode.UpdateCase";

    /// <summary>The value of an input that is a literal text; null where it is left out or computed.</summary>
    public string? Literal(string input) =>
        Expression(input) is ("Literal", { ValueKind: JsonValueKind.String } value) ? value.GetString() : null;

    /// <summary>The texts of an input that is a literal list (expression type Object, whose value is JSON text).</summary>
    public IReadOnlyList<string> LiteralList(string input)
    {
        if (Expression(input) is not ("Object", { ValueKind: JsonValueKind.String } value))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(value.GetString()!) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A plain member whose names and values are texts: <c>captures</c>.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string member) =>
        Json.TryGetProperty(member, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject()
                .Where(m => m.Value.ValueKind == JsonValueKind.String)
                .DistinctBy(m => m.Name)
                .ToDictionary(m => m.Name, m => m.Value.GetString()!)
            : new Dictionary<string, string>();

    private (string Type, JsonElement Value)? Expression(string input) =>
        Json.TryGetProperty(input, out var wrapper) && wrapper.ValueKind == JsonValueKind.Object
        && wrapper.TryGetProperty("expression", out var expression) && expression.ValueKind == JsonValueKind.Object
        && expression.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && expression.TryGetProperty("value", out var value)
            ? (type.GetString()!, value)
            : null;
}
