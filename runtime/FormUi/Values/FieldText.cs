using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;

namespace LowCode.FormUi.Values;

/// <summary>A field's value as a person reads it: labels instead of codes, wall clock instead of ISO.</summary>
public static class FieldText
{
    /// <summary>Codes and options that are no longer known are shown as they are: old records stay readable.</summary>
    public static string Of(FormField field, JsonNode? value, FormContext context)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(context);
        if (FieldValue.IsEmpty(value))
        {
            return "";
        }

        var plain = value is JsonValue typed && typed.TryGetValue(out string? text) ? text : value!.ToJsonString();
        return field.Type switch
        {
            FieldType.Computed when field.Result is { } result and not FieldType.Computed => Of(field with { Type = result }, value, context),
            FieldType.Integer or FieldType.Number or FieldType.Money => NumberText.ForReaders(field, value) ?? plain,
            FieldType.DateTime => DateTimeText.Show(value, context.Zone),
            FieldType.Boolean => value is JsonValue flag && flag.TryGetValue(out bool answer) ? answer ? Texts.Yes : Texts.No : plain,
            FieldType.Choice => LabelOf(field, plain),
            FieldType.MultiChoice when value is JsonArray chosen => string.Join(Texts.ListSeparator, chosen.Select(c => LabelOf(field, c?.ToString() ?? ""))),
            FieldType.Code => PathOf(field, plain, context),
            FieldType.Department => context.Departments.FirstOrDefault(d => d.Value == plain)?.Label.ToString() ?? plain,
            FieldType.Period when value is JsonObject period => Texts.PeriodText.With(period["start"], period["end"]),
            FieldType.Address when value is JsonObject address => $"{PathOf(field, address["division"]?.ToString() ?? "", context)} {address["detail"]}".Trim(),
            FieldType.GeoPoint when value is JsonObject point => PointText(point),
            FieldType.GeoLine or FieldType.GeoArea => Texts.PathCount.With(GeoPath.Of(value).Count),
            FieldType.Table when value is JsonArray rows => Texts.RowsText.With(rows.Count),
            FieldType.Photo or FieldType.Video or FieldType.Audio or FieldType.File when value is JsonArray items => Texts.AttachmentsText.With(items.Count),
            FieldType.Signature when value is JsonObject signature => Texts.SignedBy.With(signature["signer"], DateTimeText.Show(signature["signedAt"], context.Zone)),
            _ => plain,
        };
    }

    /// <summary>Shown to the right, so that digits stand below each other.</summary>
    public static bool IsNumber(FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return (field.Result ?? field.Type) is FieldType.Integer or FieldType.Number or FieldType.Money;
    }

    private static string LabelOf(FormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value)?.Label.ToString() ?? value;

    private static string PathOf(FormField field, string code, FormContext context) => (field.Dictionary is { } id ? context.Dictionary(id)?.PathOf(code, context.FilledOn ?? context.Today) : null) ?? code;

    private static string PointText(JsonObject point)
    {
        var place = $"{NumberText.Show(point["lon"])}, {NumberText.Show(point["lat"])}";
        return NumberText.Show(point["accuracy"]) is { } metres ? $"{place} ({Texts.PositionAccuracy.With(metres)})" : place;
    }
}
