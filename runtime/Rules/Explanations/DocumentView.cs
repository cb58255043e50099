using System.Text.Json;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Explanations;

/// <summary>A document as its JSON says it.</summary>
internal sealed class DocumentView(JsonElement root, DocumentSchema schema)
{
    public IReadOnlyList<JsonElement> Lines { get; } =
        schema.Lines is { } lines && Find(root, lines) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    /// <summary>Null where it is absent.</summary>
    public JsonElement? Header(string field) => Find(root, field);

    public static JsonElement? Line(JsonElement line, string field) =>
        line.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Find(JsonElement root, string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return root.TryGetProperty(field[..dot], out var part) ? Line(part, field[(dot + 1)..]) : null;
    }
}
