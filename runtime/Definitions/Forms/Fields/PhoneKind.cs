using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A number that can be called: mobile (11 digits from 1), landline with its area code and perhaps an extension, 400 and 800 numbers, or
/// one of another country with its plus sign (ITU-T E.164).
/// </summary>
internal sealed partial class PhoneKind : FieldKind
{
    private const string Shape = "1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6,7}(-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|\\+[1-9][0-9]{6,14}";

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) =>
        Number().IsMatch(text) ? text : reading.Fail("form.bad-phone", ProblemTexts.Clip(text));

    public override JsonNode? Write(FeelValue value, FormField field) => value.AsString is { } text ? JsonValue.Create(text) : null;

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = $"^({Shape})$";
    }

    [GeneratedRegex($"\\A(?:{Shape})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
