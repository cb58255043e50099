using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Workflow definitions and their versions as lists.</summary>
internal static class ElsaDefinitionLists
{
    private const string Root = "/workflow-definitions";

    public static void MapElsaDefinitionLists(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root, ListAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/query/count", CountAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/many-by-id", ManyAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/{definitionId}/versions", VersionsAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/validation/is-name-unique", IsNameUniqueAsync).RequireScope(Scope.ReadDefinitions);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, [AsParameters] ListQuery query, HttpContext http, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        if (!ElsaDefinitionJson.TrySelector(query.VersionOptions, VersionChoice.AllVersions, out var versions))
        {
            return ElsaDefinitionJson.RefuseSelector(query.VersionOptions!);
        }

        if (query.Order() is not { } order)
        {
            return RequestBodies.Refuse(
                "orderBy", "request.bad-kind", Texts.RequestBadKind.With("orderBy", string.Join(", ", Enum.GetNames<DefinitionOrder>()), query.OrderBy));
        }

        var search = new DefinitionSearch(versions, Some(query.DefinitionIds), Some(query.Ids));
        var result = await read.SearchAsync(caller.Actor, search, cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        var found = query.Sorted(result.Value.Where(query.Takes), order);
        var links = new ElsaLinks(http, caller.Actor);
        var asked = PageQuery.Of(query.Page, query.PageSize ?? PageRequest.LargestSize);
        var page = found.Skip(asked.Number * asked.Size).Take(asked.Size).Select(v => ElsaDefinitionJson.Row(v, links)).ToArray();
        return Results.Json(new { items = page, totalCount = found.Count, links = links.OfList() }, ElsaJson.Options);
    }

    private static async Task<IResult> CountAsync(Caller caller, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        var result = await read.SearchAsync(caller.Actor, new DefinitionSearch(VersionChoice.Latest), cancellation);
        return result.IsAccepted ? Results.Json(new { count = result.Value.Count }, ElsaJson.Options) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> ManyAsync(
        Caller caller, string[]? ids, HttpContext http, [FromServices] ReadDefinitions read, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        var links = new ElsaLinks(http, caller.Actor);
        var types = await ElsaTypes.OfAsync(caller.Actor, usable, cancellation);
        var items = new List<object>();
        foreach (var id in (ids ?? []).Distinct(StringComparer.Ordinal).Take(PageRequest.LargestSize))
        {
            var version = await read.VersionAsync(caller.Actor, id, cancellation);
            if (version.IsAccepted)
            {
                items.Add(ElsaDefinitionJson.Whole(version.Value, links, types));
            }
        }

        return Results.Json(new { items, count = items.Count }, ElsaJson.Options);
    }

    private static async Task<IResult> VersionsAsync(
        Caller caller, string definitionId, HttpContext http, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        var result = await read.SearchAsync(caller.Actor, new DefinitionSearch(VersionChoice.AllVersions, [definitionId]), cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        var links = new ElsaLinks(http, caller.Actor);
        return result.Value.Count > 0
            ? Results.Json(result.Value.OrderByDescending(v => v.Summary.Version).Select(v => ElsaDefinitionJson.Row(v, links)).ToArray(), ElsaJson.Options)
            : Results.Problem(title: "definition.not-found", detail: Texts.ElsaNoDefinition.With(definitionId), statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> IsNameUniqueAsync(
        Caller caller, string? name, string? definitionId, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        var result = await read.SearchAsync(caller.Actor, new DefinitionSearch(VersionChoice.LatestOrPublished), cancellation);
        return result.IsAccepted
            ? Results.Json(new { isUnique = !result.Value.Any(v => v.Summary.Name?.Trim() == name?.Trim() && v.Summary.DefinitionId != definitionId) }, ElsaJson.Options)
            : Answers.Of(result.Rejection);
    }

    private static string[]? Some(string[]? values) => values is { Length: > 0 } ? values : null;

    /// <summary>By what lists can be sorted. The names are Elsa's.</summary>
    internal enum DefinitionOrder
    {
        Name,
        Version,
        Created,
    }

    internal sealed record ListQuery(
        string? VersionOptions,
        string? SearchTerm,
        string[]? DefinitionIds,
        string[]? Ids,
        string? OrderBy,
        string? OrderDirection,
        bool? IsSystem,
        int? Page,
        int? PageSize)
    {
        /// <summary>Null: there is no such order.</summary>
        public DefinitionOrder? Order() =>
            string.IsNullOrEmpty(OrderBy) ? DefinitionOrder.Name : Word<DefinitionOrder>.TryParse(OrderBy, out var word) ? word.Value : null;

        // No definition of ours is a system's.
        public bool Takes(ListedVersion version) =>
            IsSystem is not true
            && (string.IsNullOrWhiteSpace(SearchTerm)
                || $"{version.Summary.Name}\n{version.Summary.DefinitionId}\n{version.Summary.VersionId}\n{version.Summary.Description}"
                    .Contains(SearchTerm.Trim(), StringComparison.OrdinalIgnoreCase));

        public List<ListedVersion> Sorted(IEnumerable<ListedVersion> versions, DefinitionOrder order)
        {
            var sorted = order switch
            {
                DefinitionOrder.Version => versions.OrderBy(v => v.Summary.Version),
                DefinitionOrder.Created => versions.OrderBy(v => v.Summary.CreatedAt),
                _ => versions.OrderBy(v => v.Summary.Name ?? "", StringComparer.CurrentCultureIgnoreCase),
            };
            var found = sorted.ThenBy(v => v.Summary.DefinitionId, StringComparer.Ordinal).ToList();

            // As in Elsa, names go up by themselves, the rest down.
            var isDescending = string.IsNullOrEmpty(OrderDirection)
                ? order != DefinitionOrder.Name
                : OrderDirection.Equals("Descending", StringComparison.OrdinalIgnoreCase);
            if (isDescending)
            {
                found.Reverse();
            }

            return found;
        }
    }
}
