using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using LowCode.Work.Texts;

namespace LowCode.Work.Records;

/// <summary>Values as cells of a sheet: labels instead of codes, the tenant's clock; numbers and days as they are, so that a spreadsheet can go on with them.</summary>
/// <param name="dictionary">By id; null: there is none.</param>
/// <param name="names">Of departments and people, by code and login.</param>
internal sealed class SheetText(Func<string, DictionaryDefinition?> dictionary, IReadOnlyDictionary<string, LocalizedText> departments, IReadOnlyDictionary<string, LocalizedText> people, TimeZoneInfo zone)
{
    // People read it, in a file that is no page of the web.
    private static readonly JsonSerializerOptions _asTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Of(FormField field, JsonNode? value)
    {
        if (FieldValue.IsEmpty(value))
        {
            return "";
        }

        var plain = value is JsonValue typed && typed.TryGetValue(out string? text) ? text : value!.ToJsonString(_asTyped);
        return field.Type switch
        {
            FieldType.Computed when field.Result is { } result and not FieldType.Computed => Of(field with { Type = result }, value),
            FieldType.Boolean when value is JsonValue flag && flag.TryGetValue(out bool answer) => WorkTexts.Of(answer ? "record.true" : "record.false"),
            FieldType.DateTime => Moment(plain),
            FieldType.Choice => LabelOf(field, plain),
            FieldType.MultiChoice when value is JsonArray chosen => string.Join("; ", chosen.Select(c => LabelOf(field, c?.ToString() ?? ""))),
            FieldType.Code => CodeOf(field, plain),
            FieldType.Department => departments.GetValueOrDefault(plain)?.ToString() ?? plain,
            FieldType.Person => people.GetValueOrDefault(plain)?.ToString() ?? plain,
            FieldType.Address when value is JsonObject address => $"{CodeOf(field, address["division"]?.ToString() ?? "")} {address["detail"]}".Trim(),
            FieldType.Period when value is JsonObject period => $"{period["start"]} – {period["end"]}",
            FieldType.GeoPoint when value is JsonObject point => Place(point),
            FieldType.GeoLine or FieldType.GeoArea when value is JsonObject path && path["points"] is JsonArray points => string.Join("; ", points.OfType<JsonObject>().Select(Place)),
            FieldType.Table when value is JsonArray rows => string.Join('\n', rows.OfType<JsonObject>().Select((row, i) => $"{i + 1}. {RowOf(field, row)}")),
            FieldType.Photo or FieldType.Video or FieldType.Audio or FieldType.File => string.Join("; ", FieldValue.Attachments(field, value)),
            FieldType.Signature when value is JsonObject signature => $"{signature["signer"]} {Moment(signature["signedAt"]?.ToString() ?? "")}".Trim(),
            _ => plain,
        };
    }

    public string Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Whether cells of the field hold what somebody typed, rather than numbers, days and words of the forms.</summary>
    public static bool IsTyped(FormField field) => (field.Result ?? field.Type) is not (FieldType.Number or FieldType.Integer or FieldType.Money or FieldType.Date
        or FieldType.Time or FieldType.DateTime or FieldType.Boolean or FieldType.GeoPoint);

    /// <summary>A number of no more digits than a workbook keeps; null: anything else.</summary>
    public static decimal? NumberOf(FormField field, JsonNode? value) =>
        (field.Result ?? field.Type) is FieldType.Number or FieldType.Integer or FieldType.Money && FieldValue.Number(value) is { } number && IsExact(number) ? number : null;

    // Cells are binary numbers of double precision: "Excel specifications and limits", Microsoft, gives 15 digits.
    private static bool IsExact(decimal number) => decimal.Parse(number.ToString("E14", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) == number;

    private string RowOf(FormField table, JsonObject row) => string.Join("; ", table.Columns
        .Select(c => (c.Label, Text: Of(c, FieldValue.In(row, c))))
        .Where(c => c.Text.Length > 0)
        .Select(c => $"{c.Label}: {c.Text}"));

    private static string Place(JsonObject point) => $"{point["lon"]}, {point["lat"]}";

    private string Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Of(at) : text;

    private string CodeOf(FormField field, string code) => (field.Dictionary is { } id ? dictionary(id)?.PathOf(code) : null) ?? code;

    private static string LabelOf(FormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value)?.Label.ToString() ?? value;
}
