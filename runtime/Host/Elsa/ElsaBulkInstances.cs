using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using LowCode.Work.Instances;
using LowCode.Work.Retention;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Several instances at once. Ids that are not one's own are as if they were not there.</summary>
internal static class ElsaBulkInstances
{
    public static void MapElsaBulkInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/bulk-actions/cancel/workflow-instances", CancelAsync).RequireScope(Scope.CancelInstances);
        api.MapPost("/bulk-actions/delete/workflow-instances", DeleteAsync).RequireScope(Scope.DeleteInstances);
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteAsync).RequireScope(Scope.DeleteInstances);
    }

    private static async Task<IResult> CancelAsync(
        Caller caller,
        Cancelling body,
        [FromServices] ReadInstances instances,
        [FromServices] ReadDefinitions definitions,
        [FromServices] ElsaReader reader,
        [FromServices] InterveneInInstance intervene,
        CancellationToken cancellation)
    {
        var search = new InstanceSearch { Statuses = ["Running"], Ids = body.Ids };
        if (!string.IsNullOrEmpty(body.DefinitionId) || !string.IsNullOrEmpty(body.DefinitionVersionId))
        {
            var hashes = await HashesAsync(caller, body, instances, definitions, reader, cancellation);
            if (hashes is null)
            {
                return RequestBodies.Refuse(
                    "versionOptions",
                    "request.bad-kind",
                    Texts.RequestBadKind.With("versionOptions", string.Join(", ", Enum.GetNames<VersionChoice>()), body.VersionOptions!));
            }

            search = search with { Hashes = hashes };
        }
        else if (body.Ids is null)
        {
            return RequestBodies.RefuseMissing(("ids", null))!;
        }

        var cancelled = 0;
        await foreach (var row in EachAsync(caller, search, instances, cancellation))
        {
            var command = new CancelInstanceCommand(row.InstanceId, ElsaInstances.ReasonOr(body.Reason, caller), Guid.NewGuid().ToString("N"));
            cancelled += (await intervene.HandleAsync(caller.Actor, command, cancellation)).IsAccepted ? 1 : 0;
        }

        return Results.Json(new { cancelled }, ElsaJson.Options);
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, Deleting body, [FromServices] ReadInstances instances, [FromServices] DeleteInstance delete, CancellationToken cancellation)
    {
        IReadOnlyList<string>? definitions = body.WorkflowDefinitionIds ?? (string.IsNullOrEmpty(body.WorkflowDefinitionId) ? null : [body.WorkflowDefinitionId]);
        if (body.Ids is null && definitions is null)
        {
            return RequestBodies.RefuseMissing(("ids", null))!;
        }

        var deleted = 0;
        await foreach (var row in EachAsync(caller, new InstanceSearch { Ids = body.Ids, DefinitionIds = definitions }, instances, cancellation))
        {
            var command = new DeleteInstanceCommand(row.InstanceId, ElsaInstances.ReasonOr(null, caller));
            deleted += (await delete.HandleAsync(caller.Actor, command, cancellation)).IsAccepted ? 1 : 0;
        }

        return Results.Json(new { deleted }, ElsaJson.Options);
    }

    /// <summary>All at the time of the question, page by page from its own list, so that what is done to them moves nothing.</summary>
    private static async IAsyncEnumerable<InstanceRow> EachAsync(
        Caller caller, InstanceSearch search, ReadInstances instances, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new List<InstanceRow>();
        for (var page = 0; ; page++)
        {
            var found = await instances.SearchAsync(caller.Actor, search, new PageRequest(page, PageRequest.LargestSize), cancellation);
            rows.AddRange(found.Value?.Rows ?? []);
            if (found.Value is null || rows.Count >= found.Value.Total || found.Value.Rows.Count == 0)
            {
                break;
            }
        }

        foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>Null: the choice of versions is no word of Elsa's.</summary>
    private static async Task<IReadOnlyList<string>?> HashesAsync(
        Caller caller, Cancelling body, ReadInstances instances, ReadDefinitions definitions, ElsaReader reader, CancellationToken cancellation)
    {
        var choice = VersionChoice.AllVersions;
        if (!string.IsNullOrEmpty(body.VersionOptions) && !Enum.TryParse(body.VersionOptions, ignoreCase: true, out choice))
        {
            return null;
        }

        var version = body.DefinitionVersionId;
        if (string.IsNullOrEmpty(version) && choice != VersionChoice.AllVersions)
        {
            var found = await definitions.FindAsync(caller.Actor, body.DefinitionId!, choice, cancellation);
            version = found.Value?.Definition.Id ?? "";
        }

        IReadOnlyList<string>? of = string.IsNullOrEmpty(body.DefinitionId) ? null : [body.DefinitionId];
        var hashes = (await instances.DefinitionHashesAsync(caller.Actor, of, cancellation)).Value ?? [];
        if (version is null or "" && choice == VersionChoice.AllVersions)
        {
            return hashes;
        }

        var matching = new List<string>();
        foreach (var hash in hashes)
        {
            if ((await reader.DefinitionAsync(caller.Actor.Tenant, hash, cancellation)).Id == version)
            {
                matching.Add(hash);
            }
        }

        return matching;
    }

    internal sealed record Cancelling(IReadOnlyList<string>? Ids, string? DefinitionVersionId, string? DefinitionId, string? VersionOptions, string? Reason);

    internal sealed record Deleting(IReadOnlyList<string>? Ids, string? WorkflowDefinitionId, IReadOnlyList<string>? WorkflowDefinitionIds);
}
