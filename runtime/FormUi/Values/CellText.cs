using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Dates;

namespace LowCode.FormUi.Values;

/// <summary>Cells whose values are typed as one text, and how that text is read.</summary>
internal static class CellText
{
    /// <summary>Which the browser edits by itself.</summary>
    public static bool IsTyped(FieldType type) => type is FieldType.Text or FieldType.LongText or FieldType.Integer or FieldType.Number or FieldType.Money
        or FieldType.Date or FieldType.Time or FieldType.DateTime or FieldType.IdNumber or FieldType.CreditCode or FieldType.Phone or FieldType.Barcode;

    public static string InputMode(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Date or FieldType.Time or FieldType.DateTime => "numeric",
        FieldType.Number or FieldType.Money => "decimal",
        FieldType.Phone => "tel",
        _ => "text",
    };

    /// <summary>As it is typed: what the browser puts into its editor.</summary>
    public static string? Show(FormField column, JsonNode? value, TimeZoneInfo zone) => column.Type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Money => NumberText.Show(value),
        FieldType.DateTime => DateText.Show(DateTimeText.ForInput(value, zone)),
        _ => value is JsonValue text && text.TryGetValue(out string? typed) ? typed : value?.ToJsonString(),
    };

    public static JsonNode? Read(FormField column, string typed, TimeZoneInfo zone) => column.Type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Money => NumberText.Read(typed),
        FieldType.Date => Text(DateText.Read(typed, withTime: false)),
        FieldType.Time => Text(TimeText.Read(typed)),
        FieldType.DateTime => DateTimeText.Read(DateText.Read(typed, withTime: true), zone),
        FieldType.IdNumber or FieldType.CreditCode or FieldType.Phone => Text(CodeText.Tidy(typed)),
        _ => Text(typed),
    };

    private static JsonNode? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : JsonValue.Create(text.Trim());
}
