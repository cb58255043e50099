using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms;

/// <summary>What can be said of one value and its field, without the rest of the form.</summary>
public static class FieldValue
{
    /// <summary>True for null, blank texts and empty lists: the field has no value.</summary>
    public static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        _ => RawValue.Text(value) is { } text && string.IsNullOrWhiteSpace(text),
    };

    /// <summary>
    /// The field's value in data, or in a row; one that an earlier version stored under another key counts. Whatever reads data asks here, or renamed fields are empty
    /// for it.
    /// </summary>
    public static JsonNode? In(JsonObject data, FormField field)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(field);
        return data.TryGetPropertyValue(field.Key, out var value) || field.Aliases.Count == 0 ? value : In(data, field.Aliases);
    }

    /// <summary>What stands under the first of the keys that is there.</summary>
    public static JsonNode? In(JsonObject data, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            if (data.TryGetPropertyValue(key, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The number of a JSON number; null where it is none or does not fit a decimal.</summary>
    public static decimal? Number(JsonNode? value) => RawValue.Number(value);

    /// <summary>The longest text that the field takes; null where it holds no text.</summary>
    public static int? LongestText(FormField field) => FieldKinds.Of(field) is TextKind text ? text.LongestOf(field) : null;

    /// <summary>How many photos, videos, sounds or files the field takes at most.</summary>
    public static int MostPhotos(FormField field) => MediaKind.MostOf(field);

    /// <summary>How many rows a table takes at most.</summary>
    public static int MostRows(FormField field) => TableKind.MostOf(field);

    /// <summary>Ids of the attachments that a value of a photo, video, sound, file or signature refers to.</summary>
    public static IEnumerable<string> Attachments(FormField field, JsonNode? value) => field.Type switch
    {
        FieldType.Photo or FieldType.Video or FieldType.Audio or FieldType.File => MediaKind.Ids(value),
        FieldType.Signature => RawValue.Text((value as JsonObject)?["image"]) is { } image ? [image] : [],
        FieldType.Table => value is JsonArray rows ? rows.OfType<JsonObject>().SelectMany(r => field.Columns.SelectMany(c => Attachments(c, In(r, c)))) : [],
        _ => [],
    };

    /// <summary>Whether a field of that type is part of the data.</summary>
    public static bool IsData(FormField field) => FieldKinds.Of(field).HoldsData;

    /// <summary>All that is wrong with a value; nothing for an empty one, whether it is required is the form's matter.</summary>
    /// <param name="lookups">Null: codes, departments and people are not looked up.</param>
    public static IReadOnlyList<Problem> Check(FormField field, JsonNode? value, FormLookups? lookups)
    {
        var reading = new ValueReading(lookups);
        reading.Read(field, FieldKinds.Of(field), value);
        return reading.TakeProblems();
    }
}
