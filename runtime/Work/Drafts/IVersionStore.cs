using LowCode.Definitions;
using LowCode.Definitions.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Port: the versions of workflow definitions that were ever published, and which of them designers removed.</summary>
public interface IVersionStore
{
    /// <summary>Of all definitions, the newest first.</summary>
    Task<IReadOnlyList<VersionRow>> AllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Of one definition, the newest first.</summary>
    Task<IReadOnlyList<VersionRow>> OfAsync(TenantId tenant, string definitionId, CancellationToken cancellation);

    /// <summary>Lists do not show them any more; what runs on them goes on.</summary>
    Task RemoveAsync(TenantId tenant, IReadOnlyList<ContentHash> hashes, DateTimeOffset at, string by, CancellationToken cancellation);
}

/// <param name="CreatedAt">When it was published first.</param>
public sealed record VersionRow(string DefinitionId, ContentHash Hash, DateTimeOffset CreatedAt, bool IsRemoved);
