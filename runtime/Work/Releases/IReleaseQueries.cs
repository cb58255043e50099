using LowCode.Definitions;

namespace LowCode.Work.Releases;

/// <summary>Port: reading which releases there were.</summary>
public interface IReleaseQueries
{
    /// <summary>The newest first.</summary>
    Task<Page<ReleaseRow>> PageAsync(TenantId tenant, PageRequest page, CancellationToken cancellation);

    /// <summary>Null: there is no such release.</summary>
    Task<ReleaseRow?> FindAsync(TenantId tenant, long revision, CancellationToken cancellation);
}

/// <param name="TemplateId">The template that was installed by it; null: none.</param>
public sealed record ReleaseRow(long Revision, DateTimeOffset CreatedAt, string CreatedBy, string Note, string? TemplateId, string? TemplateVersion);
