using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Forms.Places;
using LowCode.Feel.Numbers;

namespace LowCode.Definitions.Forms;

/// <summary>
/// What a signature signs: the values of the fields that it covers as the signer was shown them, spelled so that the same values always give the same bytes: members
/// in the order of their names (UTF-16), no white space, numbers without zeros at their end, places in the coordinates in which
/// they are stored, empty values left out. What stood masked is kept in the signature, so
/// that what was shown can be put together again from the record; the hash of the values as they were stored is kept beside, so that a change of what the signer did
/// not see shows, too.
/// </summary>
public static class SignedContent
{
    private const string Prefix = "sha256:";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The member of a signature that holds what was shown in the place of values that the signer may not see, by field key; null: nothing was shown.</summary>
    public const string Masked = "masked";

    /// <summary>The member of a signature with <see cref="Masked"/> that holds the hash of the values as they were stored. The server adds it.</summary>
    public const string Content = "content";

    /// <summary>The fields that a signature signs.</summary>
    public static IEnumerable<FormField> Covered(FormDefinition form, FormField signature)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Fields.Where(f => IsCovered(f, signature));
    }

    /// <param name="signature">A signature field of the form.</param>
    /// <param name="data">What the form holds when it is signed, computed values too.</param>
    /// <param name="masked">What was shown in the place of values, by field key; null: the signer saw all.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits, as the signature's value must say.</returns>
    public static string HashOf(FormDefinition form, FormField signature, JsonObject data, JsonObject? masked = null)
    {
        var covered = new JsonObject();
        foreach (var field in Covered(form, signature))
        {
            if ((masked is not null && masked.TryGetPropertyValue(field.Key, out var shown) ? shown : data[field.Key]) is { } value && !FieldValue.IsEmpty(value))
            {
                covered[field.Key] = WithoutStamps(field, Coordinates.InSystemOf(field, value.DeepClone()));
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            Write(json, covered);
        }

        return $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))}";
    }

    /// <summary>Whether a record still holds what was signed: what was shown, and what stood behind the masks.</summary>
    /// <param name="value">Of the signature field.</param>
    public static bool Holds(FormDefinition form, FormField signature, JsonObject value, JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(value);
        return RawValue.Text(value["hash"]) == HashOf(form, signature, data, value[Masked] as JsonObject)
            && (value[Content] is null || RawValue.Text(value[Content]) == HashOf(form, signature, data));
    }

    /// <summary>
    /// Takes the hashes out of a signature, for somebody who does not see all that it covers: what masks hide is small and countable, so whoever has its hash and the rest
    /// finds it by trying. Whether the record still holds what was signed is told by the server.
    /// </summary>
    /// <param name="value">Of any field; what is no signature stays as it is.</param>
    public static void HideHashes(JsonNode? value)
    {
        if (value is JsonObject signature && RawValue.Text(signature["hash"]) is { } hash && hash.StartsWith(Prefix, StringComparison.Ordinal))
        {
            signature.Remove("hash");
            signature.Remove(Content);
        }
    }

    /// <summary>Whether a value is a signature as somebody gets it who does not see all that it covers: they cannot check it, and send it back as it is.</summary>
    internal static bool HidesHash(FormField field, JsonNode? value) => field.Type == FieldType.Signature && value is JsonObject signature && signature["hash"] is null;

    /// <summary>Whether what a signer says to have seen masked could be shown: a mask of what the record held or holds now.</summary>
    internal static bool CouldShow(FormField field, JsonNode? shown, JsonNode? held, JsonNode? now) =>
        (Masking.Concerns(field) || field.IsCalculated)
        && ((field.IsCalculated && shown is null) || JsonNode.DeepEquals(shown, Masking.Of(field, held)) || JsonNode.DeepEquals(shown, Masking.Of(field, now)));

    // What the server stamps when the form is submitted nobody can have signed.
    private static JsonNode? WithoutStamps(FormField field, JsonNode? value)
    {
        foreach (var row in field.Columns.Any(c => c.IsStamped) && value is JsonArray rows ? rows.OfType<JsonObject>() : [])
        {
            field.Columns.Where(c => c.IsStamped).SelectMany(c => c.Keys).ToList().ForEach(key => row.Remove(key));
        }

        return value;
    }

    private static bool IsCovered(FormField field, FormField signature) =>
        !field.IsStamped && (signature.Covers.Count > 0 ? signature.Covers.Contains(field.Key) : field.Type != FieldType.Signature && FieldKinds.Of(field).HoldsData);

    private static void Write(Utf8JsonWriter json, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                json.WriteStartObject();
                foreach (var (name, value) in members.Where(m => m.Value is not null).OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case JsonArray items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case not null when node.GetValueKind() == JsonValueKind.Number && FeelNumber.Parse(node.ToJsonString()) is { } number:
                json.WriteRawValue(number.ToString().ToUpper(CultureInfo.InvariantCulture));
                break;
            case not null when RawValue.Text(node) is { } text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteRawValue(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
