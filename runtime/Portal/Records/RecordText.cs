using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Values;
using LowCode.Work.Records;

namespace LowCode.Portal.Records;

/// <summary>Values of records as lists show them.</summary>
internal static class RecordText
{
    private const int Longest = 60;

    /// <summary>A masked value is shown as it came; a long text is for the case's own page.</summary>
    public static string Of(RecordRow row, FormField field, FormContext context)
    {
        var text = row.Masked.Any(m => m.Key == field.Key) ? row.Values[field.Key]?.ToString() ?? "" : FieldText.Of(field, row.Values[field.Key], context);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
    }
}
