using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms;

/// <summary>
/// Checks what was filled into a form, the same way on the server and in the browser, and tells all problems at once. Paths are JSON
/// pointers into the submission; messages name the field by its label in the reader's language.
/// </summary>
public static class FormSubmission
{
    /// <param name="step">Whose rights count: the id of the user task, or the case type's report step.</param>
    /// <param name="data">Members that the step may write. Null and blank values stand for "no value".</param>
    /// <param name="skipsRequired">For outcomes that need no filled form; what is filled is checked all the same.</param>
    /// <param name="current">What the case holds already: a required field that the submission leaves out may have its value there.</param>
    public static IReadOnlyList<Problem> Check(
        FormDefinition form,
        string step,
        JsonObject data,
        FormLookups lookups,
        bool skipsRequired = false,
        JsonObject? current = null)
    {
        var problems = new ProblemList();
        foreach (var (key, value) in data)
        {
            var path = JsonPointer.Append("", key);
            if (form.Field(key) is not { } field)
            {
                problems.Add(path, "form.unknown-member", form.Title, key);
            }
            else if (form.RightOf(step, key) is FieldRight.Read or FieldRight.Hidden)
            {
                problems.Add(path, "form.not-writable", field.Label);
            }
            else
            {
                problems.AddRange(FieldValue.Check(field, value, lookups));
            }
        }

        foreach (var field in form.Fields.Where(f => !skipsRequired && form.RightOf(step, f.Key) == FieldRight.Required))
        {
            var value = data.ContainsKey(field.Key) ? data[field.Key] : current?[field.Key];
            if (FieldValue.IsEmpty(value))
            {
                problems.Add(JsonPointer.Append("", field.Key), "form.required", field.Label);
            }
        }

        return problems.All;
    }
}
