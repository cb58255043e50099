using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.Portal.Drafts;
using LowCode.Work.Releases;

namespace LowCode.Portal.Cases;

/// <summary>What can be reported here, and what filling its form needs.</summary>
public sealed record ReportChoice(IReadOnlyList<ReportableType> Types, FormContext Context)
{
    /// <param name="step">The step under which a case type's start form is filled: by staff or by the public.</param>
    public static ReportChoice Of(ReleaseView release, FormContext context, Func<CaseTypeDefinition, string?> step) => new(
        [
            .. from type in release.CaseTypes
               let name = step(type)
               where name is not null && type.Forms.ContainsKey(name)
               let form = release.Form(type.Forms[name])
               where form is not null
               select new ReportableType(type.CaseTypeId, type.Name, form, release.FormHash(form.FormId)!.Value.Value, name),
        ],
        context);
}

/// <param name="FormHash">The version that is shown, and that the submission is checked with.</param>
public sealed record ReportableType(string CaseType, LocalizedText Name, FormDefinition Form, string FormHash, string Step)
{
    /// <summary>What was filled in before, and where it goes; null: it is not kept.</summary>
    public OpenedDraft? Draft { get; init; }
}
