using LowCode.Definitions;
using LowCode.Definitions.Forms.Sessions;

namespace LowCode.Work.FormDrafts;

/// <summary>Port: drafts of forms. A person has one at most for each subject and form.</summary>
public interface IFormDrafts
{
    /// <summary>Null: there is none.</summary>
    Task<FormDraft?> FindAsync(TenantId tenant, string login, DraftSubject subject, string formId, CancellationToken cancellation);

    /// <summary>Those of a person, the newest first.</summary>
    Task<IReadOnlyList<FormDraft>> OfPersonAsync(TenantId tenant, string login, int most, CancellationToken cancellation);

    /// <summary>
    /// Writes the newest state. What is there and differs, and the writer has not seen, is kept as <see cref="FormDraft.Other"/>: two devices never lose what
    /// the other one had. Attachments that the writer uploaded and the draft names stay until it goes.
    /// </summary>
    /// <returns>As it is now.</returns>
    Task<FormDraft> PutAsync(TenantId tenant, FormDraftWrite write, CancellationToken cancellation);

    /// <summary>Removes a person's draft. False: there is none.</summary>
    /// <param name="draftId">Only that one; null: whichever there is, of any form.</param>
    Task<bool> RemoveAsync(TenantId tenant, string login, DraftSubject subject, string? draftId, CancellationToken cancellation);

    /// <summary>Removes drafts, and notes of last submissions, that nobody touched since a time; answers how many, each at most the limit.</summary>
    Task<int> RemoveOldAsync(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation);
}

/// <param name="DraftId">Of the draft where it is a new one.</param>
/// <param name="Attachments">Ids that the entries name.</param>
/// <param name="Seen">The revision that the writer knows; null: none.</param>
public sealed record FormDraftWrite(
    string DraftId, string Login, DraftSubject Subject, string FormId, string FormHash, FormEntries Entries, string? Device, DateTimeOffset At, IReadOnlyList<string> Attachments, long? Seen)
{
    /// <summary>
    /// The draft whose revision the writer knows: one that came in its place counts its revisions from 1 again. Null: the writer does not say, and revisions alone count.
    /// </summary>
    public string? SeenDraft { get; init; }

    /// <summary>What another device had is not wanted any more.</summary>
    public bool ForgetsOther { get; init; }
}
