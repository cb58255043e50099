using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Host.Endpoints;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Instances as Elsa Studio starts, lists and watches them.</summary>
internal static class ElsaInstances
{
    public static void MapElsaInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync).RequireScope(Scope.RunWorkflows);
        api.MapPost("/workflow-instances", ListAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/workflow-instances/{instanceId}", GetAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/workflow-instances/{instanceId}/execution-state", StateAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/workflow-instances/{instanceId}/variables", VariablesAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/workflow-instances/{instanceId}/journal", JournalAsync).RequireScope(Scope.ReadInstances);
    }

    // A draft is not run: what runs is what a release holds.
    private static async Task<IResult> ExecuteAsync(
        Caller caller,
        string definitionId,
        Executing body,
        HttpContext http,
        [FromServices] ReadDefinitions read,
        [FromServices] StartInstance start,
        CancellationToken cancellation)
    {
        if ((body.Input is null ? new JsonObject() : RequestBodies.ObjectOf(body.Input)) is not { } input)
        {
            return RequestBodies.RefuseNoObject("input");
        }

        var latest = await read.FindAsync(caller.Actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return Answers.Of(latest.Rejection);
        }

        if (!latest.Value.IsPublished)
        {
            http.Response.Headers["x-elsa-workflow-cannot-start"] = "true";
            return Results.Json(new { }, ElsaJson.Options);
        }

        var command = new StartInstanceCommand(definitionId, input, body.CorrelationId, Guid.NewGuid().ToString("N"));
        var started = await start.HandleAsync(caller.Actor, command, cancellation);
        if (!started.IsAccepted)
        {
            return Answers.Of(started.Rejection);
        }

        http.Response.Headers[ReplyResult.InstanceHeader] = started.Value.InstanceId.Value;
        return Results.Json(
            new
            {
                workflowState = new
                {
                    id = started.Value.InstanceId.Value,
                    definitionId,
                    definitionVersionId = latest.Value.Definition.Id,
                    definitionVersion = latest.Value.Definition.Version,
                    status = started.Value.Status?.ToString(),
                    subStatus = started.Value.SubStatus?.ToString(),
                },
            },
            ElsaJson.Options);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, Listing body, [FromServices] ReadInstances instances, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var search = new InstanceSearch(
            string.IsNullOrEmpty(body.DefinitionId) ? First(body.DefinitionIds) : body.DefinitionId,
            Enum.TryParse<InstanceStatus>(body.Status ?? First(body.Statuses), ignoreCase: true, out var status) ? status : null,
            Enum.TryParse<InstanceSubStatus>(body.SubStatus ?? First(body.SubStatuses), ignoreCase: true, out var subStatus) ? subStatus : null,
            string.IsNullOrEmpty(body.CorrelationId) ? null : body.CorrelationId);
        var found = await instances.SearchAsync(caller.Actor, search, PageQuery.Of(body.Page, body.PageSize), cancellation);
        if (!found.IsAccepted)
        {
            return Answers.Of(found.Rejection);
        }

        var items = new List<object>();
        foreach (var row in found.Value.Rows)
        {
            items.Add(ElsaShapes.Summary(row, await reader.DefinitionAsync(caller.Actor.Tenant, row, cancellation)));
        }

        return Results.Json(new { items, totalCount = found.Value.Total }, ElsaJson.Options);
    }

    private static async Task<IResult> GetAsync(Caller caller, string instanceId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        return read.IsAccepted ? Results.Json(ElsaShapes.Instance(read.Value), ElsaJson.Options) : Answers.Of(read.Rejection);
    }

    private static async Task<IResult> StateAsync(Caller caller, string instanceId, [FromServices] ReadInstances instances, CancellationToken cancellation)
    {
        var read = await instances.GetAsync(caller.Actor, instanceId, cancellation);
        return read.IsAccepted
            ? Results.Json(new { status = read.Value.Status, subStatus = read.Value.SubStatus, updatedAt = read.Value.UpdatedAt }, ElsaJson.Options)
            : Answers.Of(read.Rejection);
    }

    private static async Task<IResult> VariablesAsync(Caller caller, string instanceId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var items = read.Value.Definition.Variables.Select(v => new { id = v.Id, name = v.Name, value = read.Value.View.Variables[v.Name]?.DeepClone() }).ToArray();
        return Results.Json(new { items, count = items.Length }, ElsaJson.Options);
    }

    private static async Task<IResult> JournalAsync(
        Caller caller, string instanceId, int? skip, int? take, JournalQuery body, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var found = read.Value.History.Records.Where(r => body.Filter?.Takes(r) != false).ToList();
        var items = found.Skip(Math.Max(0, skip ?? 0)).Take(Math.Clamp(take ?? 100, 1, 1000)).Select(r => ElsaShapes.Record(r, read.Value)).ToArray();
        return Results.Json(new { items, totalCount = found.Count }, ElsaJson.Options);
    }

    private static string? First(IReadOnlyList<string>? list) => list is [var first, ..] ? first : null;

    internal sealed record Executing(System.Text.Json.JsonElement? Input, string? CorrelationId, string? VersionOptions, string? TriggerActivityId);

    internal sealed record Listing(
        int? Page,
        int? PageSize,
        string? DefinitionId,
        IReadOnlyList<string>? DefinitionIds,
        string? CorrelationId,
        string? Status,
        IReadOnlyList<string>? Statuses,
        string? SubStatus,
        IReadOnlyList<string>? SubStatuses);

    internal sealed record JournalQuery(JournalFilter? Filter);

    internal sealed record JournalFilter(
        IReadOnlyList<string>? ActivityIds,
        IReadOnlyList<string>? ActivityNodeIds,
        IReadOnlyList<string>? ExcludedActivityTypes,
        IReadOnlyList<string>? EventNames)
    {
        public bool Takes(ElsaRecord record) =>
            Holds(ActivityIds, record.Execution.ActivityId)
            && Holds(ActivityNodeIds, record.Execution.NodeId)
            && Holds(EventNames, record.EventName)
            && ExcludedActivityTypes?.Contains(record.Execution.Type) != true;

        private static bool Holds(IReadOnlyList<string>? wanted, string value) => wanted is not { Count: > 0 } || wanted.Contains(value);
    }
}
