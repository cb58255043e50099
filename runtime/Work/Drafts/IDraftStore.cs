using LowCode.Definitions;

namespace LowCode.Work.Drafts;

/// <summary>Port: definitions that are being worked on. A definition has one draft at most.</summary>
public interface IDraftStore
{
    /// <summary>In the order of their ids.</summary>
    Task<IReadOnlyList<Draft>> AllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Null: the definition has no draft.</summary>
    Task<Draft?> FindAsync(TenantId tenant, string definitionId, CancellationToken cancellation);

    /// <summary>Takes the place of the draft that is there.</summary>
    /// <param name="expected">The revision that is there, 0 for none; null: whatever is.</param>
    /// <returns>With its revision; null, and nothing written: another one is there.</returns>
    Task<Draft?> PutAsync(TenantId tenant, Draft draft, long? expected, CancellationToken cancellation);

    /// <summary>False: there was none.</summary>
    /// <param name="expected">The revision that is there; null: whatever is.</param>
    Task<bool> RemoveAsync(TenantId tenant, string definitionId, long? expected, CancellationToken cancellation);
}

/// <param name="VersionId">Identifies this version of the definition.</param>
/// <param name="Content">The document; it need not be fit for publishing.</param>
/// <param name="UpdatedBy">Login.</param>
/// <param name="Revision">How often it was saved; the store counts.</param>
public sealed record Draft(
    string DefinitionId, string VersionId, int Version, string Content, DateTimeOffset UpdatedAt, string UpdatedBy, long Revision = 0);
