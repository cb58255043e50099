using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Engine.Http;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Endpoints;

/// <summary>The routes that hold now. A new release's list is made beside the old one and takes its place at once.</summary>
public sealed class PublishedEndpoints(PublishedDefinitions definitions, IDirectory directory)
{
    private readonly ConcurrentDictionary<TenantId, EndpointList> _lists = new();

    /// <summary>Null: there is no such tenant.</summary>
    public async ValueTask<EndpointList?> OfAsync(TenantId tenant, CancellationToken cancellation)
    {
        var hasList = _lists.TryGetValue(tenant, out var known);
        if (!hasList && await directory.TenantAsync(tenant, cancellation) is null)
        {
            return null;
        }

        var release = await definitions.CurrentAsync(tenant, cancellation);
        if (known?.Revision == release.Revision)
        {
            return known;
        }

        var list = await ReadAsync(tenant, release, cancellation);
        return _lists.AddOrUpdate(tenant, list, (_, other) => other.Revision > list.Revision ? other : list);
    }

    private async Task<EndpointList> ReadAsync(TenantId tenant, ReleaseView release, CancellationToken cancellation)
    {
        var routes = new List<EndpointRoute>();
        foreach (var item in release.Items.Where(i => i.Kind == ArtefactKind.Workflow))
        {
            var workflow = await definitions.WorkflowAsync(tenant, item.Hash, cancellation);
            foreach (var trigger in HttpRoutes.Of(workflow))
            {
                var rules = HttpRoutes.RulesOf(workflow, trigger.ActivityId);
                var path = (rules.Path ?? (string?)trigger.Payload?["path"] ?? "").Trim('/');
                routes.Add(new EndpointRoute(
                    path, (string?)trigger.Payload?["method"] ?? "get", item.Key, item.Hash, release.Revision, trigger.ActivityId, rules));
            }
        }

        return new EndpointList(tenant, release.Revision, routes);
    }
}
