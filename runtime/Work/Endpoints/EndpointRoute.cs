using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Engine.Http;

namespace LowCode.Work.Endpoints;

/// <summary>A route that starts a process, together with everything that the start needs: a later release does not mix in.</summary>
/// <param name="Path">Template without slashes around it, as it was written.</param>
/// <param name="Method">Small letters.</param>
/// <param name="Revision">The release that it is of.</param>
public sealed record EndpointRoute(
    string Path, string Method, string DefinitionId, ContentHash DefinitionHash, long Revision, string ActivityId, HttpEndpointRules Rules);

/// <summary>All routes of one release of a tenant, immutable: a request sees one list, old or new.</summary>
public sealed record EndpointList(TenantId Tenant, long Revision, IReadOnlyList<EndpointRoute> Routes);
