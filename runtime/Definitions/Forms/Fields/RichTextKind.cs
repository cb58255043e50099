using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Text with headings, lists, emphasis and links. What is not harmless is refused, so that what is stored may be shown as it stands.</summary>
internal sealed class RichTextKind : FieldKind
{
    private const int Longest = 20_000;

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.MaxLength | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        var most = reading.Field.Limits.MaxLength ?? Longest;
        if (!TextKind.IsReadable(text))
        {
            return reading.Fail("form.bad-characters");
        }

        if (text.Length > most)
        {
            return reading.Fail("form.too-long", most, text.Length);
        }

        return RichText.FirstForbidden(text) is { } forbidden ? reading.Fail("form.rich-text", RichText.AllowedElements, forbidden) : text;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["contentMediaType"] = "text/html";
        schema["pattern"] = $"^[^{TextKind.Unshown}]*$";
        schema["maxLength"] = field.Limits.MaxLength ?? Longest;
    }
}
