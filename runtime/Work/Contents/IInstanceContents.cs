using LowCode.Definitions;
using LowCode.Engine;

namespace LowCode.Work.Contents;

/// <summary>
/// Port: the rows about what is kept beside instances; the bytes are those of attachments. A content is its instance's when a burst takes it:
/// until then, and from when the instance is removed, it waits to be forgotten.
/// </summary>
public interface IInstanceContents
{
    /// <param name="forgetAt">A burst that comes later cannot take it any more.</param>
    Task AddAsync(TenantId tenant, InstanceContent content, DateTimeOffset forgetAt, CancellationToken cancellation);

    /// <summary>Null: the instance has none of that id.</summary>
    Task<InstanceContent?> FindAsync(TenantId tenant, InstanceId instance, string contentId, CancellationToken cancellation);

    /// <summary>Those of the ids that there are, in no order.</summary>
    Task<IReadOnlyList<string>> KnownAsync(TenantId tenant, IReadOnlyList<string> contentIds, CancellationToken cancellation);

    /// <summary>No burst can take it from now on. False: an instance has it, or there is none of that id.</summary>
    Task<bool> GiveUpAsync(TenantId tenant, string contentId, CancellationToken cancellation);

    /// <summary>Removes one that no instance has; else nothing happens.</summary>
    Task RemoveAsync(TenantId tenant, string contentId, CancellationToken cancellation);

    /// <summary>Those of all tenants that were to be forgotten before <paramref name="before"/>, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<ForgottenContent>> ForgottenAsync(DateTimeOffset before, int most, CancellationToken cancellation);
}

/// <param name="MediaType">As the sender said.</param>
public sealed record InstanceContent(string ContentId, InstanceId Instance, string MediaType, DateTimeOffset CreatedAt);

public sealed record ForgottenContent(TenantId Tenant, string ContentId);
