using LowCode.Definitions;
using LowCode.Definitions.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Port: artefacts that are being worked on and not published; workflow definitions have <see cref="IDraftStore"/>. An artefact has one draft at most.</summary>
public interface IArtefactDraftStore
{
    /// <summary>Without their contents, in the order of their keys.</summary>
    Task<IReadOnlyList<ArtefactDraftRow>> AllAsync(TenantId tenant, ArtefactKind kind, CancellationToken cancellation);

    /// <summary>Null: the artefact has no draft.</summary>
    Task<ArtefactDraft?> FindAsync(TenantId tenant, ArtefactKind kind, string key, CancellationToken cancellation);

    /// <summary>Takes the place of the draft that is there.</summary>
    /// <param name="expected">The revision that is there, 0 for none.</param>
    /// <returns>Its revision; null, and nothing written: another one is there.</returns>
    Task<long?> PutAsync(TenantId tenant, ArtefactDraft draft, long expected, CancellationToken cancellation);

    /// <summary>False, and nothing removed: that revision is not there.</summary>
    Task<bool> RemoveAsync(TenantId tenant, ArtefactKind kind, string key, long expected, CancellationToken cancellation);
}

/// <param name="Base">The published version that it was made of; null: it is new.</param>
/// <param name="UpdatedBy">Login.</param>
/// <param name="Revision">How often it was saved; the store counts, and never begins again while it is there.</param>
public sealed record ArtefactDraftRow(ArtefactKind Kind, string Key, ContentHash? Base, DateTimeOffset UpdatedAt, string UpdatedBy, long Revision = 0);

/// <param name="Content">The document; it need not be fit for publishing.</param>
public sealed record ArtefactDraft(ArtefactDraftRow Row, ReadOnlyMemory<byte> Content);
