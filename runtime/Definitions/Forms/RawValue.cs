using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Numbers;

namespace LowCode.Definitions.Forms;

/// <summary>A submitted value before it is known to be what its field wants.</summary>
internal static class RawValue
{
    // A decimal of .NET holds every number of so many digits.
    private const int ExactDigits = 28;

    private const uint HighPartOf1E27 = 0x033B2E3C;

    /// <summary>Null where it is no text; an escape that stands for half a character (\ud800) is valid JSON and no text.</summary>
    public static string? Text(JsonNode? value)
    {
        try
        {
            return value is JsonValue text && text.TryGetValue<string>(out var read) ? read : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A JSON text with an escape that stands for half a character.</summary>
    public static bool IsBrokenText(JsonNode value) => value.GetValueKind() == JsonValueKind.String && Text(value) is null;

    /// <summary>Null where it is no number or does not fit a decimal.</summary>
    public static decimal? Number(JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        // A number of the program's own is of another type than decimal.
        return value.AsValue().TryGetValue<decimal>(out var number) || decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            ? number
            : null;
    }

    /// <summary>Whether reading the number as a decimal kept each of its digits.</summary>
    public static bool IsExact(JsonNode value, decimal read)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(read, bits);

        // Where digits were lost, as many are left as a decimal holds, or as many behind its point.
        if ((uint)bits[2] < HighPartOf1E27 && read.Scale < ExactDigits && read != 0)
        {
            return true;
        }

        var json = value.ToJsonString();
        return read == 0
            ? !Mantissa(json).ContainsAnyInRange('1', '9')
            : Digits(Mantissa(json)) <= ExactDigits + 1 && FeelNumber.Parse(json) is { } exact && exact == read;
    }

    public static string Came(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String when Text(value) is { } text => ProblemTexts.Clip(text),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => ProblemTexts.Clip(value.ToJsonString()),
        var kind => JsonKind.Of(kind ?? JsonValueKind.Null),
    };

    private static ReadOnlySpan<char> Mantissa(ReadOnlySpan<char> json) => json.IndexOfAny('e', 'E') is >= 0 and var end ? json[..end] : json;

    private static int Digits(ReadOnlySpan<char> mantissa)
    {
        var count = 0;
        foreach (var c in mantissa.TrimStart("-0."))
        {
            count += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return count;
    }
}
