using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Plain text: one line or several, and what a bar code says.</summary>
internal sealed class TextKind(bool isOneLine, int longest) : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.MaxLength | FieldMembers.Pattern | FieldMembers.Calculation | FieldMembers.Default;

    public int LongestOf(FormField field) => field.Limits.MaxLength ?? longest;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        // Counted as people count: a character outside the basic plane is one.
        var field = reading.Field;
        var most = LongestOf(field);
        if (!IsReadable(text))
        {
            return reading.Fail("form.bad-characters");
        }

        if (text.Length > most && Length(text) is var length && length > most)
        {
            return reading.Fail("form.too-long", most, length);
        }

        if (field.Limits.Pattern is { } pattern && TextPattern.Of(pattern)?.IsMatch(text) != true)
        {
            return reading.Fail("form.pattern", field.Limits.PatternHint?.ToString() ?? pattern, ProblemTexts.Clip(text));
        }

        return isOneLine && text.AsSpan().ContainsAny('\r', '\n') ? reading.Fail("form.one-line") : text;
    }

    public override JsonNode? Write(FeelValue value, FormField field) => value.AsString is { } text && text.Length <= 2 * LongestOf(field) ? JsonValue.Create(text) : null;

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["maxLength"] = LongestOf(field);
        schema["pattern"] = isOneLine ? $"^[^{Unshown}\\n\\r]*$" : $"^[^{Unshown}]*$";
        if (field.Limits.Pattern is { } pattern)
        {
            // A blank text is no value and need not match.
            schema["allOf"] = new JsonArray(new JsonObject { ["pattern"] = $"^(?:{TextPattern.Portable(pattern)})$|^\\s*$" });
        }
    }

    /// <summary>What a JSON Schema's pattern calls the characters that no text may hold.</summary>
    internal const string Unshown = @"\u0000-\u0008\u000b\u000c\u000e-\u001f";

    /// <summary>
    /// False where there is half a character, or an ASCII control character other than tab and line break: nobody typed it, nothing shows
    /// it, and PostgreSQL takes no NUL. The controls from U+0080 on stay: real files hold them where text was encoded twice.
    /// </summary>
    internal static bool IsReadable(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\0', '\u001f') && !text.ContainsAnyInRange('\ud800', '\udfff'))
        {
            return true;
        }

        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done
                || (rune.Value < ' ' && rune.Value is not ('\t' or '\n' or '\r')))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
