using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Component.Http;

/// <summary>
/// Bodies made from the type that a route takes: one that can be read, and those with one member of another type or with what cannot be kept.
/// </summary>
internal static class SampleBody
{
    public static JsonObject Of(Type type)
    {
        var body = new JsonObject();
        foreach (var property in Properties(type))
        {
            body[Name(property)] = Right(property.PropertyType);
        }

        return body;
    }

    // JSON objects in memory cannot hold half a character.
    private const string Half = "HALF-A-CHARACTER";

    /// <summary>Each with the name that the refusal must tell.</summary>
    public static IEnumerable<(string Member, string Body)> Wrong(Type type) =>
        WrongTypes(type).Concat(Unkept(type)).Select(w => (w.Member, w.Body.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal)));

    private static IEnumerable<(string Member, JsonObject Body)> WrongTypes(Type type)
    {
        foreach (var property in Properties(type))
        {
            if (Wrong(property) is { } wrong)
            {
                var body = Of(type);
                body[Name(property)] = wrong;
                yield return (Name(property), body);
            }

            if (ItemType(property.PropertyType) is { IsPrimitive: false } item && item != typeof(string))
            {
                foreach (var (member, inner) in WrongTypes(item))
                {
                    var body = Of(type);
                    body[Name(property)] = new JsonArray(inner);
                    yield return (member, body);
                }
            }
        }
    }

    /// <summary>Of the right type; but null as an item, U+0000 in a text, half a character in free JSON.</summary>
    private static IEnumerable<(string Member, JsonObject Body)> Unkept(Type type)
    {
        foreach (var property in Properties(type))
        {
            JsonNode? unkept = Plain(property.PropertyType) switch
            {
                var text when text == typeof(string) => "a\0b",
                var free when free == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(free) => new JsonObject { ["x"] = new JsonArray(Half) },
                var list when ItemType(list) is not null => new JsonArray((JsonNode?)null),
                _ => null,
            };
            if (unkept is not null)
            {
                var body = Of(type);
                body[Name(property)] = unkept;
                yield return (Name(property), body);
            }
        }
    }

    private static JsonNode? Right(Type type) => Plain(type) switch
    {
        var text when text == typeof(string) => "x",
        var flag when flag == typeof(bool) => false,
        var element when element == typeof(JsonElement) => new JsonObject(),
        var list when ItemType(list) is { } item => new JsonArray(item == typeof(string) ? "x" : Of(item)),
        _ => null,
    };

    /// <summary>Null: the member may be anything.</summary>
    private static JsonNode? Wrong(PropertyInfo property) => Plain(property.PropertyType) switch
    {
        var node when node == typeof(JsonNode) => null,
        var text when text == typeof(string) => new JsonArray(1),
        var element when element == typeof(JsonElement) => 7,
        _ => "no such thing",
    };

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type? ItemType(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
