using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;

namespace LowCode.FormUi.Values;

/// <summary>Numbers as people type them, as decimals: never through a binary fraction.</summary>
internal static class NumberText
{
    public static string? Show(JsonNode? value) => value switch
    {
        null => null,
        _ when FieldValue.Number(value) is { } number => number.ToString(CultureInfo.InvariantCulture),
        JsonValue text when text.TryGetValue(out string? typed) => typed,
        _ => value.ToJsonString(),
    };

    /// <summary>For readers: with thousands, money with its currency and all its decimals; null where it is no number.</summary>
    public static string? ForReaders(FormField field, JsonNode? value)
    {
        if (FieldValue.Number(value) is not { } number)
        {
            return null;
        }

        return field.Type == FieldType.Money
            ? $"{Currency(field)} {number.ToString("N" + (field.Limits.Scale ?? 2), CultureInfo.CurrentCulture)}"
            : number.ToString("#,0.############################", CultureInfo.CurrentCulture);
    }

    /// <summary>The sign of the field's currency; its code where it has none that everybody knows.</summary>
    public static string Currency(FormField field) => (field.Currency ?? "CNY") switch
    {
        "CNY" => "¥",
        "USD" => "US$",
        "HKD" => "HK$",
        "EUR" => "€",
        var code => code,
    };

    /// <summary>
    /// A JSON number; or the text itself where it is none, so that it stays in the field and the form's check can say what is wrong with
    /// it. Full-width digits, as Chinese keyboards give them, count as digits.
    /// </summary>
    public static JsonNode? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var plain = typed.Normalize(NormalizationForm.FormKC).Trim();
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(typed.Trim());
    }
}
