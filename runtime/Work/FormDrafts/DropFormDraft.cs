using LowCode.Work.People;

namespace LowCode.Work.FormDrafts;

/// <summary>Throws a draft away.</summary>
public sealed class DropFormDraft(IFormDrafts drafts)
{
    public async Task<Result<DraftSubject>> HandleAsync(Actor actor, DraftSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await drafts.RemoveAsync(actor.Tenant, actor.Login, subject, draftId: null, cancellation)
            ? subject
            : Rejections.NotFound("form-draft.not-found");
    }
}
