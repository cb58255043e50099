using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Forms.Versions;
using LowCode.Work.People;

namespace LowCode.Work.FormDrafts;

/// <summary>What would become of a draft under the version of its form that is in force.</summary>
/// <param name="ToHash">Of that version.</param>
/// <param name="Revision">Of the draft that was looked at.</param>
public sealed record FormDraftReview(DraftUpgrade Upgrade, FormDefinition Before, FormDefinition After, string ToHash, string DraftId, long Revision);

/// <param name="ToHash">The version that the review was about.</param>
/// <param name="Revision">The draft that the review was about.</param>
public sealed record UpgradeFormDraftCommand(DraftSubject Subject, string ToHash, long Revision)
{
    /// <summary>Which draft that was; null: not said.</summary>
    public string? DraftId { get; init; }
}

/// <summary>Moves a draft to the version of its form that is in force, after its author has seen what that means.</summary>
public sealed class UpgradeFormDraft(IFormDrafts drafts, DraftForms forms, TimeProvider time)
{
    public async Task<Result<FormDraftReview>> ReviewAsync(Actor actor, DraftSubject subject, CancellationToken cancellation)
    {
        var found = await OpenAsync(actor, subject, cancellation);
        return found.IsAccepted ? found.Value.Review : found.Rejection;
    }

    /// <summary>Refused where the form or the draft is another than the author saw.</summary>
    public async Task<Result<FormDraft>> HandleAsync(Actor actor, UpgradeFormDraftCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        var found = await OpenAsync(actor, command.Subject, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var (draft, review) = (found.Value.Draft, found.Value.Review);
        if (review.ToHash != command.ToHash)
        {
            return Rejections.Conflict("form-draft.newer-form");
        }

        if (review.Revision != command.Revision || (command.DraftId ?? review.DraftId) != review.DraftId)
        {
            return Rejections.Conflict("form-draft.changed");
        }

        var entries = new FormEntries(review.Upgrade.Data, Origins(review, draft.Entries.Origins));
        var write = new FormDraftWrite(
            draft.DraftId, actor.Login, command.Subject, draft.FormId, review.ToHash, entries, draft.Device, time.GetUtcNow(), KeepFormDraft.Attachments(review.After, entries.Data), draft.Revision)
        {
            SeenDraft = draft.DraftId,
        };
        return await drafts.PutAsync(actor.Tenant, write, cancellation);
    }

    private async Task<Result<Opened>> OpenAsync(Actor actor, DraftSubject subject, CancellationToken cancellation)
    {
        var found = await forms.FindAsync(actor, subject, cancellation);
        if (!found.IsAccepted || found.Value.Refusal is not null)
        {
            return found.Rejection ?? found.Value!.Refusal!;
        }

        var target = found.Value;
        if (await drafts.FindAsync(actor.Tenant, actor.Login, subject, target.Form.FormId, cancellation) is not { } draft
            || await forms.VersionAsync(actor, target, draft.FormHash, cancellation) is not { } before)
        {
            return Rejections.NotFound("form-draft.not-found");
        }

        var lookups = await forms.LookupsAsync(actor, cancellation);
        var upgrade = DraftUpgrade.Of(before, target.Form, draft.Entries.Data, target.Step, lookups, time.GetUtcNow());
        return new Opened(draft, new FormDraftReview(upgrade, before, target.Form, target.Hash, draft.DraftId, draft.Revision));
    }

    // A value that nobody typed is still one after its field got another key.
    private static Dictionary<string, string> Origins(FormDraftReview review, IReadOnlyDictionary<string, string> origins)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, origin) in origins)
        {
            if (review.Before.Field(place.TrimStart('/')) is { } old && review.After.Fields.FirstOrDefault(f => f.Id == old.Id) is { } field && review.Upgrade.Data.ContainsKey(field.Key))
            {
                moved[new FieldPlace(field.Key).ToString()] = origin;
            }
        }

        return moved;
    }

    private sealed record Opened(FormDraft Draft, FormDraftReview Review);
}
