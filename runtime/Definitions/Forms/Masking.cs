using System.Text.Json.Nodes;

namespace LowCode.Definitions.Forms;

/// <summary>What is shown of a sensitive value to those who may not see it: enough to tell two apart, too little to use.</summary>
public static class Masking
{
    private const string Everything = "****";
    private const int MostStars = 12;

    /// <summary>Whether something of the field is masked: it itself, or a column.</summary>
    public static bool Concerns(FormField field) => field.Sensitivity != Sensitivity.Normal || field.Columns.Any(c => c.Sensitivity != Sensitivity.Normal);

    /// <summary>The value as it is shown; null for none. A table is masked in its sensitive columns.</summary>
    public static JsonNode? Of(FormField field, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (FieldValue.IsEmpty(value))
        {
            return value?.DeepClone();
        }

        return field.Sensitivity switch
        {
            Sensitivity.Secret => Everything,
            Sensitivity.Personal => Personal(field, value!),
            Sensitivity.Normal when field.Type == FieldType.Table && value is JsonArray rows => Rows(field, rows),
            _ => value!.DeepClone(),
        };
    }

    /// <summary>Whether a value is what masks look like, of whichever value: a text that is its own mask.</summary>
    public static bool IsMask(JsonNode? value) => value is JsonObject address
        ? RawValue.Text(address["detail"]) == Everything
        : RawValue.Text(value) is { } text && text.Contains('*', StringComparison.Ordinal) && (text == Everything || text == Number(text) || text == Name(text));

    private static JsonNode Personal(FormField field, JsonNode value) => field.Type switch
    {
        FieldType.Phone or FieldType.IdNumber or FieldType.CreditCode or FieldType.Barcode when RawValue.Text(value) is { } text => Number(text),
        FieldType.Text when RawValue.Text(value) is { } text && text.All(IsOfNumber) => Number(text),
        FieldType.Text or FieldType.Person when RawValue.Text(value) is { } text => Name(text),
        FieldType.Address when value is JsonObject address => new JsonObject { ["division"] = address["division"]?.DeepClone(), ["detail"] = Everything },
        _ => Everything,
    };

    private static bool IsOfNumber(char c) => char.IsAsciiDigit(c) || c is '-' or '+' or ' ' or 'X' or 'x';

    // 138****5678, 330***********1234; what is short shows its end only.
    private static string Number(string text)
    {
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        var (first, last) = runes.Count >= 11 ? (3, 4) : runes.Count >= 7 ? (2, 2) : (0, Math.Min(1, runes.Count - 1));
        return string.Concat(runes.Take(first)) + new string('*', runes.Count - first - last) + string.Concat(runes.TakeLast(last));
    }

    // 张*, 欧阳**: the length of a long text is nobody's business.
    private static string Name(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes[0] + new string('*', Math.Clamp(runes.Count - 1, 1, MostStars));
    }

    private static JsonArray Rows(FormField table, JsonArray rows)
    {
        var masked = new JsonArray();
        foreach (var row in rows)
        {
            var copy = row?.DeepClone();
            foreach (var column in copy is JsonObject ? table.Columns.Where(c => c.Sensitivity != Sensitivity.Normal) : [])
            {
                foreach (var key in column.Keys.Where(k => !FieldValue.IsEmpty(copy![k])))
                {
                    copy![key] = Of(column, copy[key]);
                }
            }

            masked.Add(copy);
        }

        return masked;
    }
}
