using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.FormUi.Drafts;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.FormDrafts;
using LowCode.Work.Prefills;
using LowCode.Work.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace LowCode.Portal.Drafts;

/// <summary>A form to fill, with what somebody filled in before.</summary>
/// <param name="Prefilled">What is known already, by field key.</param>
/// <param name="Form">The version that the draft is filled with, or the one in force where there is no draft.</param>
/// <param name="Kept">Null: nothing was filled in before.</param>
/// <param name="IsOutdated">A newer version of the form is in force.</param>
public sealed record OpenedDraft(DraftSubject Subject, FormDefinition Form, string FormHash, KeptDraft? Kept, bool IsOutdated, DraftPlace Place, IReadOnlyDictionary<string, Prefilled> Prefilled);

/// <summary>Keeps what people type on the server, and finds it again.</summary>
public sealed partial class FormDrafting(
    KeepFormDraft keep, ReadFormDrafts read, DropFormDraft drop, UpgradeFormDraft upgrade, ReadPrefills prefills, StoreState store, IJSRuntime js, ILogger<FormDrafting> log)
{
    private string? _device;

    /// <param name="form">The version in force.</param>
    /// <param name="details">The case that the form belongs to; null: a new one.</param>
    /// <param name="rule">That the form is about to change; null: none.</param>
    public async Task<OpenedDraft> OpenAsync(
        PortalSession session, DraftSubject subject, FormDefinition form, string formHash, CaseDetails? details, CancellationToken cancellation, RuleSubject? rule = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        var found = (await read.FindAsync(session.Actor, subject, cancellation)).Value;
        var hash = found?.Draft.FormHash ?? formHash;
        return new OpenedDraft(
            subject,
            found?.Form ?? form,
            hash,
            found is null ? null : Shown(found.Draft),
            found?.IsOutdated ?? false,
            new DraftPlace((draft, stop) => KeepAsync(session, subject, hash, draft, stop)),
            await prefills.HandleAsync(session.Actor, found?.Form ?? form, details, session.Tenant.Zone, cancellation, rule));
    }

    /// <summary>Makes what another device had the draft; what is kept here stays beside it.</summary>
    public async Task<string?> TakeOtherAsync(PortalSession session, DraftSubject subject, OtherDraft other, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (await KeepAsync(session, subject, other.FormHash, new DraftToKeep(other.Entries, SeenDraft: null, Seen: null), cancellation)).Problem;
    }

    public Task<Result<DraftSubject>> DropAsync(PortalSession session, DraftSubject subject, CancellationToken cancellation) => drop.HandleAsync(session.Actor, subject, cancellation);

    public Task<Result<FormDraftReview>> ReviewAsync(PortalSession session, DraftSubject subject, CancellationToken cancellation) => upgrade.ReviewAsync(session.Actor, subject, cancellation);

    public Task<Result<FormDraft>> UpgradeAsync(PortalSession session, DraftSubject subject, FormDraftReview review, CancellationToken cancellation) =>
        upgrade.HandleAsync(session.Actor, new UpgradeFormDraftCommand(subject, review.ToHash, review.Revision) { DraftId = review.DraftId }, cancellation);

    private static KeptDraft Shown(FormDraft draft) => new(
        draft.DraftId,
        draft.Revision,
        draft.UpdatedAt,
        draft.Device,
        draft.Entries,
        draft.Other is { } other ? new OtherDraft(other.FormHash, other.Entries, other.Device, other.At) : null);

    private async Task<DraftOutcome> KeepAsync(PortalSession session, DraftSubject subject, string hash, DraftToKeep draft, CancellationToken cancellation)
    {
        try
        {
            _device ??= await DeviceName.OfAsync(js);
            var command = new KeepFormDraftCommand(subject, draft.Entries, hash, draft.Seen, _device) { SeenDraft = draft.SeenDraft, ForgetsOther = draft.ForgetsOther };
            var kept = await keep.HandleAsync(session.Actor, command, cancellation);
            return kept.IsAccepted ? new DraftOutcome(Shown(kept.Value)) : new DraftOutcome(null, kept.Rejection.Message, kept.Rejection.Code == KeepFormDraft.TooLarge ? AfterRefusal.WaitForChange : AfterRefusal.GiveUp);
        }
        catch (Exception e)
        {
            // The form stays as it is; what was typed is kept as soon as the store works again.
            LogFailure(log, e, subject.ToString());
            return new DraftOutcome(null, store.Refusal(e)?.Message ?? Texts.SubmitFailed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Keeping the draft of {Subject} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string subject);
}
