using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A citizen's number: six digits of the division, the day of birth, three of the sequence and a check character by ISO 7064 MOD 11-2
/// (GB 11643-1999). Written with a capital X.
/// </summary>
internal sealed class IdNumberKind : FieldKind
{
    private const int Digits = 17;

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        if (text.Length != Digits + 1 || text.AsSpan(0, Digits).ContainsAnyExceptInRange('0', '9') || text[0] == '0' || !(char.IsAsciiDigit(text[Digits]) || text[Digits] == 'X'))
        {
            return reading.Fail("form.bad-id-number", ProblemTexts.Clip(text));
        }

        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return reading.Fail("form.id-number-birth", text[6..14]);
        }

        return CheckCharacter(text) is var expected && expected == text[Digits] ? text : reading.Fail("form.bad-check", expected, text[Digits]);
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = "^[1-9][0-9]{16}[0-9X]$";
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
}
