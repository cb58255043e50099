using System.Text.Json;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <summary>
/// The forms of a case type show parts of one set of data, so fields of one key must be of one type: what one form writes another one reads. Retired fields may differ:
/// retiring one is the way out.
/// </summary>
internal static class SharedFields
{
    /// <param name="forms">Of one case type.</param>
    public static IEnumerable<Problem> Check(IReadOnlyList<FormDefinition> forms)
    {
        var first = new Dictionary<string, (FormDefinition Form, FormField Field)>(StringComparer.Ordinal);
        foreach (var form in forms)
        {
            foreach (var (index, field) in form.Fields.Index().Where(f => FieldValue.IsData(f.Item) && !f.Item.IsRetired))
            {
                if (!first.TryAdd(field.Key, (form, field)) && first[field.Key] is var other && TypeOf(other.Field) != TypeOf(field))
                {
                    yield return new(
                        $"{ArtefactKind.Form}/{form.FormId}#/fields/{index}/type",
                        "release.two-types",
                        WorkTexts.Of("release.two-types", field.Key, other.Form.FormId, Word(other.Field), form.FormId, Word(field)));
                }
            }
        }
    }

    // What is computed in one form is a plain value to the others.
    private static FieldType TypeOf(FormField field) => field.Type == FieldType.Computed ? field.Result ?? field.Type : field.Type;

    private static string Word(FormField field) => JsonNamingPolicy.CamelCase.ConvertName(TypeOf(field).ToString());
}
