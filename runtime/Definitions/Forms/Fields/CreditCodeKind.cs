using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// An organisation's number: department of registration, kind, six digits of the division, the nine of its organisation code (which has a
/// check character of its own, GB 11714-1997) and a check character by modulus 31 (GB 32100-2015).
/// </summary>
internal sealed class CreditCodeKind : FieldKind
{
    private const int Length = 18;
    private const int Modulus = 31;

    // Without I, O, S, V and Z, which are mistaken for others.
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] _weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static readonly int[] _organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        if (text.Length != Length || text.Any(c => !Characters.Contains(c, StringComparison.Ordinal)) || text.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9'))
        {
            return reading.Fail("form.bad-credit-code", ProblemTexts.Clip(text));
        }

        if (OrganisationCheck(text) is var organisation && organisation != text[16])
        {
            return reading.Fail("form.bad-organisation-check", organisation, text[16]);
        }

        return CheckCharacter(text) is var expected && expected == text[^1] ? text : reading.Fail("form.bad-check", expected, text[^1]);
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = $"^[{Characters}]{{2}}[0-9]{{6}}[{Characters}]{{10}}$";
    }

    /// <summary>Of the first 17 characters.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            sum += Characters.IndexOf(code[i], StringComparison.Ordinal) * _weights[i];
        }

        return Characters[(Modulus - (sum % Modulus)) % Modulus];
    }

    /// <summary>Of the organisation code in it, its 9th to 16th characters; here letters count as in base 36.</summary>
    internal static char OrganisationCheck(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < _organisationWeights.Length; i++)
        {
            var c = code[8 + i];
            sum += (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * _organisationWeights[i];
        }

        var check = 11 - (sum % 11);
        return check == 10 ? 'X' : check == 11 ? '0' : (char)('0' + check);
    }
}
