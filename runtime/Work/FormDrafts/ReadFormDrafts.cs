using LowCode.Definitions.Forms;
using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Work.FormDrafts;

/// <summary>A draft with the form that it is filled with.</summary>
/// <param name="IsOutdated">A newer version of the form is in force: the draft may be upgraded, or submitted as it is.</param>
public sealed record FilledDraft(FormDraft Draft, FormDefinition Form, bool IsOutdated);

/// <summary>A draft as lists show it.</summary>
public sealed record FormDraftRow(string DraftId, string SubjectKind, string SubjectId, string Title, string FormId, string FormHash, string? Device, long Revision, DateTimeOffset UpdatedAt);

/// <summary>Finds what somebody filled in and did not submit. Nobody sees the drafts of others.</summary>
public sealed class ReadFormDrafts(IFormDrafts drafts, DraftForms forms, IBurstStore bursts)
{
    private const int Most = 200;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<FormDraftRow>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        if (actor.IsPublic)
        {
            return [];
        }

        var rows = new List<FormDraftRow>();
        foreach (var draft in await drafts.OfPersonAsync(actor.Tenant, actor.Login, Most, cancellation))
        {
            if (await IsSubmittedAsync(actor, draft, cancellation))
            {
                continue;
            }

            var form = await forms.FindAsync(actor, draft.Subject, cancellation);
            rows.Add(new(draft.DraftId, draft.Subject.Kind, draft.Subject.Id, form.Value?.Title ?? draft.FormId, draft.FormId, draft.FormHash, draft.Device, draft.Revision, draft.UpdatedAt));
        }

        return rows;
    }

    public async Task<Result<FilledDraft>> FindAsync(Actor actor, DraftSubject subject, CancellationToken cancellation)
    {
        var found = await forms.FindAsync(actor, subject, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        return await drafts.FindAsync(actor.Tenant, actor.Login, subject, found.Value.Form.FormId, cancellation) is { } draft
            && !await IsSubmittedAsync(actor, draft, cancellation)
            && await forms.VersionAsync(actor, found.Value, draft.FormHash, cancellation) is { } form
            ? new FilledDraft(draft, form, draft.FormHash != found.Value.Hash)
            : Rejections.NotFound("form-draft.not-found");
    }

    // A screen submits a new case under the id of its draft, and the draft goes after the commit. Where a crash came in between it goes now: whoever went on with it
    // would get the answer of then, and what they changed would be lost.
    private async Task<bool> IsSubmittedAsync(Actor actor, FormDraft draft, CancellationToken cancellation)
    {
        if (draft.Subject.IsTask
            || await bursts.HandledAsync(actor.Tenant, OperationId.OpenCaseConsumer, OperationId.MessageId(actor, draft.DraftId)!, cancellation) is null)
        {
            return false;
        }

        await drafts.RemoveAsync(actor.Tenant, actor.Login, draft.Subject, draft.DraftId, cancellation);
        return true;
    }
}
