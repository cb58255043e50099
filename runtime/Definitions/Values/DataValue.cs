using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Definitions.Values;

/// <summary>
/// Plain data as processes, scripts and expressions hold it. A value is one of: null, <see cref="bool"/>, <see cref="long"/>,
/// <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, <see cref="DateTimeOffset"/>, <c>object?[]</c> (a list),
/// <see cref="DataObject"/> or, in processes alone, <see cref="ContentReference"/>. All of them are immutable by contract: nobody writes into a list after it was made.
/// </summary>
public static class DataValue
{
    // Texts for people and journals: Chinese stays readable. The result is data, never markup.
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whole numbers become long, others decimal where it holds them exactly enough, else double.</summary>
    public static object? From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => new DataObject(json.EnumerateObject().Select(m => new KeyValuePair<string, object?>(m.Name, From(m.Value)))),
        _ => null,
    };

    public static object? From(JsonNode? json) => json switch
    {
        null => null,
        JsonObject members => FromObject(members),
        JsonArray items => items.Select(From).ToArray(),
        JsonValue value => FromPrimitive(value),
        _ => null,
    };

    public static DataObject FromObject(JsonObject members) =>
        new(members.Select(m => new KeyValuePair<string, object?>(m.Key, From(m.Value))));

    /// <summary>Parses JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        long whole => JsonValue.Create(whole),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        decimal exact => JsonValue.Create(exact),
        string text => JsonValue.Create(text),
        DateTimeOffset time => JsonValue.Create(TimeText(time)),
        object?[] items => new JsonArray([.. items.Select(ToNode)]),
        DataObject members => ToNode(members),
        ContentReference kept => kept.ToNode(),
        _ => throw NotData(value),
    };

    public static JsonObject ToNode(DataObject members) =>
        new(members.Select(m => new KeyValuePair<string, JsonNode?>(m.Key, ToNode(m.Value))));

    /// <summary>JSON text, members in their order, other scripts than Latin unescaped.</summary>
    public static string ToJson(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _readable))
        {
            Write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>How a value reads as text: numbers and times invariant, lists and objects as JSON, null as the empty text.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTimeOffset time => TimeText(time),
        long or double or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => ToJson(value),
    };

    private static object? FromPrimitive(JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
        {
            return From(element);
        }

        return value.GetValue<object>() switch
        {
            string text => text,
            bool flag => flag,
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(time.ToUniversalTime()),
            decimal exact => exact,
            double number => number,
            float number => (double)number,
            IConvertible whole => whole.ToInt64(CultureInfo.InvariantCulture),
            var other => other.ToString(),
        };
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case object?[] items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case DataObject members:
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case ContentReference kept:
                kept.ToNode().WriteTo(writer);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case decimal exact:
                writer.WriteNumberValue(exact);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(TimeText(time));
                break;
            default:
                throw NotData(value);
        }
    }

    private static string TimeText(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static ArgumentException NotData(object value) =>
        new($"Expected plain data, but got a {value.GetType().Name}.", nameof(value));
}
