using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Forms;

namespace LowCode.FormUi.Values;

/// <summary>Numbers as people type them, as decimals: never through a binary fraction.</summary>
internal static partial class NumberText
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
        var digits = Grouped().IsMatch(plain) ? plain.Replace(",", "", StringComparison.Ordinal) : plain;
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && IsWhole(digits)
            ? JsonValue.Create(number)
            : JsonValue.Create(typed.Trim());
    }

    // A decimal holds 28 digits and takes more: what would be lost stays a text, and is told.
    private static bool IsWhole(string digits) => digits.Count(char.IsAsciiDigit) <= 28;

    // A comma among digits that are not three by three may stand for a point: it is not guessed.
    [GeneratedRegex(@"\A[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?\z")]
    private static partial Regex Grouped();
}
