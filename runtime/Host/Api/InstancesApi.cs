using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.Interventions;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Contents;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Process instances: start, look up, mend, cancel.</summary>
internal static class InstancesApi
{
    public static void MapInstancesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Instances");
        api.MapGet("/instances", SearchAsync).RequireScope(Scope.ReadInstances).Produces<Page<InstanceRow>>();
        api.MapPost("/instances", StartAsync).RequireScope(Scope.RunWorkflows).Produces<StartedInstance>(StatusCodes.Status201Created);
        api.MapGet("/instances/{instanceId}", GetAsync).RequireScope(Scope.ReadInstances).Produces<InstanceRow>();
        api.MapGet("/instances/{instanceId}/state", StateAsync).RequireScope(Scope.ReadInstances).Produces<InstanceView>();
        api.MapGet("/instances/{instanceId}/contents/{contentId}", ContentAsync).RequireScope(Scope.ReadInstances).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        api.MapGet("/instances/{instanceId}/journal", JournalAsync).RequireScope(Scope.ReadInstances).Produces<Page<JournalRow>>();
        api.MapPost("/instances/{instanceId}/cancel", CancelAsync).RequireScope(Scope.CancelInstances).Produces<IntervenedInstance>();
        api.MapPost("/instances/{instanceId}/retry", RetryAsync).RequireScope(Scope.MendInstances).Produces<IntervenedInstance>();
        api.MapPost("/instances/{instanceId}/skip", SkipAsync).RequireScope(Scope.MendInstances).Produces<IntervenedInstance>();
        api.MapPost("/instances/{instanceId}/variables", SetVariableAsync).RequireScope(Scope.MendInstances).Produces<IntervenedInstance>();
        api.MapPost("/instances/{instanceId}/release", ReleaseAsync).RequireScope(Scope.MendInstances).Produces<ReleasedView>();
        api.MapPost("/instances/{instanceId}/bookmarks/{bookmarkId}/link", LinkAsync).RequireScope(Scope.TriggerEvents).Produces<CreatedLink>();
        api.MapPost("/instances/{instanceId}/move", MoveAsync).RequireScope(Scope.MendInstances).Produces<IntervenedInstance>();
    }

    private static async Task<IResult> SearchAsync(
        Caller caller,
        string? definitionId,
        Word<InstanceStatus>? status,
        Word<InstanceSubStatus>? subStatus,
        string? correlationId,
        int? page,
        int? size,
        [FromServices] ReadInstances instances,
        CancellationToken cancellation) =>
        Answers.Of(await instances.SearchAsync(
            caller.Actor, new InstanceSearch(definitionId, status?.Value, subStatus?.Value, correlationId), PageQuery.Of(page, size), cancellation));

    /// <summary>A link that moves the instance on without a credential, once.</summary>
    private static async Task<IResult> LinkAsync(
        Caller caller, string instanceId, string bookmarkId, Linking body, [FromServices] CreateLink create, CancellationToken cancellation) =>
        Answers.Of(await create.HandleAsync(caller.Actor, new CreateLinkCommand(instanceId, bookmarkId, body.Lifetime), cancellation));

    private static async Task<IResult> StartAsync(
        Caller caller, Starting body, IdempotencyKey key, [FromServices] StartInstance start, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("definitionId", body.DefinitionId), ("operationId", key.Or(body.OperationId))) is { } refused)
        {
            return refused;
        }

        if ((body.Input is null ? new JsonObject() : RequestBodies.ObjectOf(body.Input)) is not { } input)
        {
            return RequestBodies.RefuseNoObject("input");
        }

        var command = new StartInstanceCommand(body.DefinitionId!, input, body.CorrelationId, key.Or(body.OperationId)!);
        var result = await start.HandleAsync(caller.Actor, command, cancellation);
        return result.IsAccepted
            ? Results.Created($"{ApiRoutes.Root}/instances/{result.Value.InstanceId}", new StartedView(result.Value.InstanceId.Value, result.Value.Status, result.Value.SubStatus))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string instanceId, HttpContext http, [FromServices] ReadInstances instances, CancellationToken cancellation)
    {
        var result = await instances.GetAsync(caller.Actor, instanceId, cancellation);
        return result.IsAccepted ? EntityTags.Of(http, result.Value.Mark().Tag, () => Results.Ok(result.Value)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> StateAsync(Caller caller, string instanceId, [FromServices] ReadInstance read, CancellationToken cancellation) =>
        Answers.Of(await read.HandleAsync(caller.Actor, instanceId, cancellation));

    /// <summary>The bytes of what variables and journal name by <c>$content</c>. Somebody sent them: no browser is to show them.</summary>
    private static async Task<IResult> ContentAsync(
        Caller caller, string instanceId, string contentId, [FromServices] ReadContent read, CancellationToken cancellation)
    {
        var content = await read.HandleAsync(caller.Actor, instanceId, contentId, cancellation);
        return content.IsAccepted ? Results.File(content.Value.Bytes, "application/octet-stream", contentId) : Answers.Of(content.Rejection);
    }

    private static async Task<IResult> JournalAsync(
        Caller caller, string instanceId, int? page, int? size, [FromServices] ReadInstances instances, CancellationToken cancellation) =>
        Answers.Of(await instances.JournalAsync(caller.Actor, instanceId, PageQuery.Of(page, size), cancellation));

    private static async Task<IResult> CancelAsync(
        Caller caller, string instanceId, Cancelling body, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("reason", body.Reason), ("operationId", key.Or(body.OperationId)))
        ?? Answers.Of(await intervene.HandleAsync(
            caller.Actor, new CancelInstanceCommand(instanceId, body.Reason!, key.Or(body.OperationId)!), cancellation));

    private static Task<IResult> RetryAsync(
        Caller caller, string instanceId, Retrying body, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation) =>
        MendAsync(caller, instanceId, body.Reason, key.Or(body.OperationId), intervene, new Intervention.Retry(body.Activity), cancellation);

    private static async Task<IResult> SkipAsync(
        Caller caller, string instanceId, Skipping body, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("activity", body.Activity))
        ?? await MendAsync(
            caller, instanceId, body.Reason, key.Or(body.OperationId), intervene, new Intervention.Skip(body.Activity!, body.Outcome ?? "Done"), cancellation);

    private static async Task<IResult> SetVariableAsync(
        Caller caller, string instanceId, SettingVariable body, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("name", body.Name))
        ?? await MendAsync(
            caller, instanceId, body.Reason, key.Or(body.OperationId), intervene, new Intervention.SetVariable(body.Name!, body.Value, body.Activity), cancellation);

    private static Task<IResult> MoveAsync(
        Caller caller, string instanceId, Moving body, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation) =>
        MendAsync(caller, instanceId, body.Reason, key.Or(body.OperationId), intervene, new Intervention.Move(body.From, body.To), cancellation);

    /// <summary>Out of quarantine.</summary>
    private static async Task<IResult> ReleaseAsync(
        Caller caller, string instanceId, Releasing body, [FromServices] ReleaseInstance release, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("reason", body.Reason)) is { } refused)
        {
            return refused;
        }

        var result = await release.HandleAsync(caller.Actor, new ReleaseInstanceCommand(instanceId, body.Reason!), cancellation);
        return result.IsAccepted ? Results.Ok(new ReleasedView(result.Value.InstanceId.Value)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> MendAsync(
        Caller caller,
        string instanceId,
        string? reason,
        string? operationId,
        InterveneInInstance intervene,
        Intervention what,
        CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("reason", reason), ("operationId", operationId))
        ?? Answers.Of(await intervene.HandleAsync(caller.Actor, new InterveneCommand(instanceId, what, reason!, operationId!), cancellation));

    /// <param name="Input">Workflow inputs by name; null: none.</param>
    /// <param name="OperationId">Made by the caller: a repeat gets the first answer. The header Idempotency-Key says the same.</param>
    internal sealed record Starting(string? DefinitionId, JsonElement? Input, string? CorrelationId, string? OperationId);

    /// <param name="Status">After the first burst; null where the answer is a repeat.</param>
    internal sealed record StartedView(string InstanceId, InstanceStatus? Status, InstanceSubStatus? SubStatus);

    internal sealed record Cancelling(string? Reason, string? OperationId);

    /// <param name="Activity">Id of the activity or its execution; null: all that stopped.</param>
    internal sealed record Retrying(string? Activity, string? Reason, string? OperationId);

    internal sealed record Skipping(string? Activity, string? Outcome, string? Reason, string? OperationId);

    internal sealed record SettingVariable(string? Name, JsonNode? Value, string? Activity, string? Reason, string? OperationId);

    internal sealed record Releasing(string? Reason);

    internal sealed record ReleasedView(string InstanceId);

    internal sealed record Moving(string? From, string? To, string? Reason, string? OperationId);

    /// <param name="Lifetime">A duration (<c>1.00:00:00</c>, <c>P1D</c>) or a time; null: seven days.</param>
    internal sealed record Linking(string? Lifetime);
}
