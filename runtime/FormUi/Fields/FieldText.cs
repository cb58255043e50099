using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;

namespace LowCode.FormUi.Fields;

/// <summary>A field's value as a person reads it: labels instead of codes, wall clock instead of ISO.</summary>
public static class FieldText
{
    /// <summary>Codes and options that are no longer known are shown as they are: old records stay readable.</summary>
    public static string Of(FormField field, JsonNode? value, FormContext context)
    {
        if (FieldValue.IsEmpty(value))
        {
            return "";
        }

        var plain = value is JsonValue typed && typed.TryGetValue(out string? text) ? text : value!.ToJsonString();
        return field.Type switch
        {
            FieldType.Text or FieldType.LongText or FieldType.Date or FieldType.Photo => plain,
            FieldType.Number => FieldValue.Number(value) is { } number ? number.ToString("#,0.############", CultureInfo.CurrentCulture) : plain,
            FieldType.DateTime => DateTimeText.Show(value, context.Zone),
            FieldType.Choice => field.Options.FirstOrDefault(o => o.Value == plain)?.Label.ToString() ?? plain,
            FieldType.Code => (field.Dictionary is { } id ? context.Dictionary(id)?.PathOf(plain) : null) ?? plain,
            FieldType.Department => context.Departments.FirstOrDefault(d => d.Value == plain)?.Label.ToString() ?? plain,
            FieldType.GeoPoint => value is JsonObject position ? $"{NumberText.Show(position["lon"])}, {NumberText.Show(position["lat"])}" : plain,
            _ => plain,
        };
    }
}
