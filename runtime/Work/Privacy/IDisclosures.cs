using LowCode.Definitions;

namespace LowCode.Work.Privacy;

/// <summary>Port: who was given sensitive values, over all cases. Rows are only added.</summary>
public interface IDisclosures
{
    /// <summary>Notes that somebody took a file of records.</summary>
    Task AddFileAsync(TenantId tenant, Disclosure file, CancellationToken cancellation);

    /// <summary>Looks and files, the newest first.</summary>
    Task<Page<Disclosure>> SearchAsync(TenantId tenant, DisclosureSearch search, PageRequest page, CancellationToken cancellation);
}
