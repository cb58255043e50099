using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;

namespace LowCode.Work.Imports;

/// <summary>The forms of a case type by step.</summary>
/// <param name="find">A form of the release by its id.</param>
internal sealed class CaseForms(CaseTypeDefinition caseType, Func<string, FormDefinition?> find)
{
    public string CaseTypeId => caseType.CaseTypeId;

    /// <summary>The step under which a new case's form is filled.</summary>
    public string StartStep => caseType.ReportStep;

    public FormDefinition Start => Of(StartStep)!;

    public FormDefinition? Of(string step) => caseType.Forms.TryGetValue(step, out var id) ? find(id) : null;

    /// <summary>A field of any of the forms: a case has one set of data.</summary>
    public FormField? Field(string key) => caseType.Forms.Values.Select(id => find(id)?.Field(key)).FirstOrDefault(f => f is not null);
}
