using LowCode.Definitions;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Work.Endpoints;
using LowCode.Work.Releases;

namespace LowCode.Host.Endpoints;

/// <summary>Who takes a request: a published process that starts with it, else the instance that waits for it.</summary>
internal sealed class EndpointFinder(PublishedEndpoints published, IEndpointBookmarks bookmarks, PublishedDefinitions definitions)
{
    public async Task<FoundEndpoint> FindAsync(TenantId tenant, EndpointAddress address, CancellationToken cancellation)
    {
        if (await published.OfAsync(tenant, cancellation) is not { } list)
        {
            return new FoundEndpoint.Nowhere();
        }

        // Whoever names an instance means that one, whatever starts at the same address.
        return address.InstanceId is null && RouteTable.Of(list).Match(address.Method, address.Path) is { } match
            ? new FoundEndpoint.Starts(match.Route, match.Values)
            : await WaitingAsync(tenant, address, cancellation);
    }

    private async Task<FoundEndpoint> WaitingAsync(TenantId tenant, EndpointAddress address, CancellationToken cancellation)
    {
        if (await AtAsync(tenant, address, address.Path, [], cancellation) is { } literal)
        {
            return literal;
        }

        var templates = (await bookmarks.TemplatesAsync(tenant, cancellation))
            .Where(t => t.Method == address.Method)
            .Select(t => (t.Path, Matcher: RouteMatcher.TryParse(t.Path)))
            .Where(t => t.Matcher is not null)
            .OrderBy(t => t.Matcher!.Precedence);
        foreach (var (path, matcher) in templates)
        {
            if (matcher!.Match(address.Path) is { } values && await AtAsync(tenant, address, path, values, cancellation) is { } found)
            {
                return found;
            }
        }

        return new FoundEndpoint.Nowhere();
    }

    /// <summary>Null: nobody waits there.</summary>
    private async Task<FoundEndpoint?> AtAsync(
        TenantId tenant, EndpointAddress address, string path, RouteValueDictionary values, CancellationToken cancellation)
    {
        var waiting = await bookmarks.FindAsync(
            tenant, BookmarkHash.OfHttp(path, address.Method), address.InstanceId, address.CorrelationId, cancellation);
        switch (waiting)
        {
            case []:
                return null;
            case [var bookmark]:
                var workflow = await definitions.WorkflowAsync(tenant, bookmark.DefinitionHash, cancellation);
                var rules = HttpRoutes.RulesOf(workflow, bookmark.ActivityId);

                // The bookmark knows its template in small letters; parameters are named as they were written.
                var written = rules.Path is null ? null : RouteMatcher.TryParse(rules.Path)?.Match(address.Path);
                return new FoundEndpoint.Resumes(bookmark, rules, written ?? values);
            default:
                return new FoundEndpoint.Ambiguous();
        }
    }
}

/// <param name="Method">Small letters.</param>
/// <param name="Path">Without slashes around it.</param>
/// <param name="InstanceId">The instance that is meant; null: any.</param>
/// <param name="CorrelationId">Of the instance that is meant, or of the one that starts; null: any, or none.</param>
internal sealed record EndpointAddress(string Method, string Path, string? InstanceId, string? CorrelationId);

internal abstract record FoundEndpoint
{
    private FoundEndpoint()
    {
    }

    public sealed record Starts(EndpointRoute Route, RouteValueDictionary Values) : FoundEndpoint;

    public sealed record Resumes(EndpointBookmark Bookmark, HttpEndpointRules Rules, RouteValueDictionary Values) : FoundEndpoint;

    public sealed record Ambiguous : FoundEndpoint;

    public sealed record Nowhere : FoundEndpoint;
}
