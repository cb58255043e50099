using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A citizen's number: six digits of the division, the day of birth, three of the sequence and a check character by ISO 7064 MOD 11-2
/// (GB 11643-1999). Written with a capital X. Divisions come and go, so only the first two digits are looked at: the provinces of GB/T 2260, and
/// 83 of the residence permits for people of Taiwan.
/// </summary>
internal sealed partial class IdNumberKind : FieldKind
{
    private const int Digits = 17;

    private const string ProvincePattern = "^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])";

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        if (text.Length != Digits + 1 || text.AsSpan(0, Digits).ContainsAnyExceptInRange('0', '9') || text[0] == '0' || !(char.IsAsciiDigit(text[Digits]) || text[Digits] == 'X'))
        {
            return reading.Fail("form.bad-id-number", ProblemTexts.Clip(text));
        }

        if (!Province().IsMatch(text))
        {
            return reading.Fail("form.id-number-province", text[..2]);
        }

        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth))
        {
            return reading.Fail("form.id-number-birth", text[6..14]);
        }

        if (birth > reading.Day)
        {
            return reading.Fail("form.id-number-unborn", text[6..14]);
        }

        return CheckCharacter(text) is var expected && expected == text[Digits] ? text : reading.Fail("form.bad-check", expected, text[Digits]);
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = ProvincePattern + "[0-9]{15}[0-9X]$";
    }

    /// <summary>Of the first 17 digits. The weight of each is 2 to the power of its place from the right, modulo 11.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> number)
    {
        var sum = 0;
        foreach (var digit in number[..Digits])
        {
            sum = (sum + digit - '0') * 2 % 11;
        }

        return "10X98765432"[sum];
    }

    [GeneratedRegex(ProvincePattern)]
    private static partial Regex Province();
}
