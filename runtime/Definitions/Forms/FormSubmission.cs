using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms;

/// <summary>
/// Checks what was filled into a form, the same way on the server and in the browser, and tells all problems at once. Paths are JSON
/// pointers into the submission; messages name the field by its label, and the row, in the reader's language.
/// </summary>
public static class FormSubmission
{
    /// <param name="step">Whose rights count: the id of the user task, or the case type's report step.</param>
    /// <param name="data">Members that the step may write. Null and blank values stand for "no value".</param>
    /// <param name="skipsRequired">For outcomes that need no filled form; what is filled is checked all the same.</param>
    /// <param name="current">What the case holds already: a required field that the submission leaves out may have its value there.</param>
    /// <param name="now">
    /// When it was filled, with the offset of the place: what <c>now()</c> and <c>today()</c> give in the form's expressions, and the day on which
    /// codes of dictionaries must hold. Null: nothing, and whenever.
    /// </param>
    public static IReadOnlyList<Problem> Check(
        FormDefinition form,
        string step,
        JsonObject data,
        FormLookups lookups,
        bool skipsRequired = false,
        JsonObject? current = null,
        DateTimeOffset? now = null) => Accept(form, step, data, lookups, skipsRequired, current, now).Problems;

    /// <inheritdoc cref="Check"/>
    /// <summary>Checks, and says what is to be stored: computed values are computed again, and what is not asked any more is cleared.</summary>
    public static CheckedSubmission Accept(
        FormDefinition form,
        string step,
        JsonObject data,
        FormLookups lookups,
        bool skipsRequired = false,
        JsonObject? current = null,
        DateTimeOffset? now = null) =>
        new SubmissionCheck(CompiledForm.Of(form), step, lookups, skipsRequired, now).Check(data, current ?? []);
}

/// <summary>What was found out about a submission.</summary>
public sealed class CheckedSubmission
{
    private readonly Lazy<JsonObject> _data;

    private readonly Func<FieldPlace, bool> _takes;

    internal CheckedSubmission(IReadOnlyList<Problem> problems, Func<JsonObject> data, Func<FieldPlace, bool> takes) =>
        (Problems, _data, _takes) = (problems, new(data, isThreadSafe: false), takes);

    /// <summary>Empty: it can be stored.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>
    /// What changes in the record: values by field key, null for those that are taken away; empty where there are problems. Put together when
    /// it is first asked for, of copies: what was submitted and what the record holds must not have changed until then.
    /// </summary>
    public JsonObject Data => _data.Value;

    /// <summary>Whether what was sent for a field or cell counts: it is asked, and its sender may enter it.</summary>
    /// <param name="place">There is such a field; of a row as it was sent.</param>
    public bool Takes(FieldPlace place) => _takes(place);

    public void Deconstruct(out IReadOnlyList<Problem> problems, out JsonObject data) => (problems, data) = (Problems, Data);
}
