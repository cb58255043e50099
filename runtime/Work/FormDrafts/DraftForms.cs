using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;

namespace LowCode.Work.FormDrafts;

/// <summary>Finds the form that a draft is of, as it is filled now, and says whether somebody may fill it.</summary>
public sealed class DraftForms(ITaskQueries tasks, TaskPrivacy privacy, PublishedDefinitions definitions)
{
    /// <summary>For reading: also where it can be filled no more.</summary>
    internal Task<Result<DraftForm>> FindAsync(Actor actor, DraftSubject subject, CancellationToken cancellation) =>
        subject.IsTask ? OfTaskAsync(actor, subject.Id, cancellation) : OfCaseTypeAsync(actor, subject.Id, cancellation);

    /// <summary>A version of a form that was ever published; null: there is none of that hash.</summary>
    internal async Task<FormDefinition?> VersionAsync(Actor actor, DraftForm form, string hash, CancellationToken cancellation) =>
        hash == form.Hash ? form.Form : await definitions.FormVersionAsync(actor.Tenant, form.Form.FormId, new(hash), cancellation);

    internal async Task<FormLookups> LookupsAsync(Actor actor, CancellationToken cancellation) =>
        new((await definitions.CurrentAsync(actor.Tenant, cancellation)).Dictionary, _ => true);

    private async Task<Result<DraftForm>> OfTaskAsync(Actor actor, string taskId, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(actor.Tenant, taskId, cancellation) is not { } task)
        {
            return Rejections.NotFound("task.not-found");
        }

        var title = (await privacy.HiddenAsync(actor, task, cancellation)).Hide(task.Title);

        // Of a task that has ended nobody knows any more who could do it.
        var refusal = task.State != TaskState.Open ? Rejections.Conflict("form-draft.task-ended", title)
            : !TaskChecks.MayDo(actor, task) ? TaskChecks.RefuseStranger(task)
            : null;
        return new DraftForm(await definitions.FormAsync(actor.Tenant, new ContentHash(task.FormHash), cancellation), task.FormHash, task.Step, title.ToString(), refusal);
    }

    private async Task<Result<DraftForm>> OfCaseTypeAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (release.CaseType(id) is not { } caseType)
        {
            return Rejections.NotFound("case.unknown-type", id, string.Join(", ", release.CaseTypes.Select(c => c.CaseTypeId)));
        }

        if (actor.IsPublic || caseType.ReportStep is not { } step)
        {
            return Rejections.Forbidden("case.public-not-allowed", caseType.Name);
        }

        return caseType.Forms.GetValueOrDefault(step) is { } formId && release.Form(formId) is { } form
            ? new DraftForm(form, release.FormHash(formId)!.Value.Value, step, caseType.Name.ToString(), Refusal: null)
            : Rejections.Conflict("case.without-form", step);
    }
}

/// <param name="Title">Of what the form is filled for.</param>
/// <param name="Refusal">Why the actor may not fill it now; null: they may.</param>
internal sealed record DraftForm(FormDefinition Form, string Hash, string Step, string Title, Rejection? Refusal);
