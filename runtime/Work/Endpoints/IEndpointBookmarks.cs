using LowCode.Definitions;
using LowCode.Definitions.Releases;

namespace LowCode.Work.Endpoints;

/// <summary>Port: instances that wait for requests.</summary>
public interface IEndpointBookmarks
{
    /// <summary>At most two: more than one means that nobody can say which is meant.</summary>
    /// <param name="hash">Of the route.</param>
    /// <param name="instanceId">Null: any.</param>
    /// <param name="correlationId">Null: any.</param>
    Task<IReadOnlyList<EndpointBookmark>> FindAsync(
        TenantId tenant, string hash, string? instanceId, string? correlationId, CancellationToken cancellation);

    /// <summary>The different route templates with parameters that instances wait at: path and method.</summary>
    Task<IReadOnlyList<(string Path, string Method)>> TemplatesAsync(TenantId tenant, CancellationToken cancellation);
}

/// <param name="DefinitionHash">Of the definition that the instance runs.</param>
public sealed record EndpointBookmark(string InstanceId, string BookmarkId, string ActivityId, ContentHash DefinitionHash);
