using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Fields;
using LowCode.Feel.Numbers;

namespace LowCode.Definitions.Forms;

/// <summary>
/// What a signature signs: the values of the fields that it covers, spelled so that the same values always give the same bytes: members in the
/// order of their names (UTF-16), no white space, numbers without zeros at their end, empty values left out.
/// </summary>
public static class SignedContent
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="signature">A signature field of the form.</param>
    /// <param name="data">What the form holds when it is signed, computed values too.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits, as the signature's value must say.</returns>
    public static string HashOf(FormDefinition form, FormField signature, JsonObject data)
    {
        var covered = new JsonObject();
        foreach (var field in form.Fields.Where(f => IsCovered(f, signature)))
        {
            if (data[field.Key] is { } value && !FieldValue.IsEmpty(value))
            {
                covered[field.Key] = value.DeepClone();
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            Write(json, covered);
        }

        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))}";
    }

    private static bool IsCovered(FormField field, FormField signature) =>
        signature.Covers.Count > 0 ? signature.Covers.Contains(field.Key) : field.Type != FieldType.Signature && FieldKinds.Of(field).HoldsData;

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
