using System.Text.Json;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>One component of a schema.</summary>
internal sealed record FormJsComponent(JsonElement Json, string Place)
{
    public string Type => Text("type");

    public string Key => Text("key");

    public string Name => Key.Length > 0 ? Key : Text("path") is { Length: > 0 } path ? path : Text("id");

    public bool Has(string member) => Json.TryGetProperty(member, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public string Text(string member) => Json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public bool Flag(string member) => Json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    public decimal? Number(string member) => Has(member) ? NumberOf(Json.GetProperty(member)) : null;

    public JsonElement? Element(string member) => Has(member) ? Json.GetProperty(member) : null;

    /// <summary>A member of an object in it; null: it is not there.</summary>
    public JsonElement? Within(string member, string inner) =>
        Json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(inner, out var found) && found.ValueKind is not JsonValueKind.Null ? found : null;

    public IEnumerable<FormJsComponent> Children => Of(Json, Place);

    public static IEnumerable<FormJsComponent> Of(JsonElement parent, string place) =>
        parent.TryGetProperty("components", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select((c, i) => (Json: c, Place: $"{place}/components/{i}")).Where(c => c.Json.ValueKind == JsonValueKind.Object).Select(c => new FormJsComponent(c.Json, c.Place))
            : [];

    public static decimal? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String => FeelText.ReadNumber(value.GetString()!),
        _ => null,
    };

    /// <summary>What stands behind the equals sign; null: it is no expression.</summary>
    public static string? Expression(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString()!.TrimStart() is ['=', .. var expression] && expression.Trim().Length > 0 ? expression.Trim() : null;
}
