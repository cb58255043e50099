using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Host.Endpoints;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Processes as Elsa Studio and Elsa's programs start them.</summary>
internal static class ElsaRuns
{
    private const int MostAtOnce = 1000;

    public static void MapElsaRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync).RequireScope(Scope.RunWorkflows);
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", DispatchAsync).RequireScope(Scope.RunWorkflows);
        api.MapPost("/workflow-definitions/{definitionId}/bulk-dispatch", BulkDispatchAsync).RequireScope(Scope.RunWorkflows);
    }

    // A draft is not run: what runs is what a release holds.
    private static async Task<IResult> ExecuteAsync(
        Caller caller,
        string definitionId,
        Starting body,
        IdempotencyKey key,
        HttpContext http,
        [FromServices] Starter starter,
        [FromServices] ElsaReader reader,
        CancellationToken cancellation)
    {
        if (InputOf(body.Input) is null)
        {
            return RequestBodies.RefuseNoObject("input");
        }

        if (await starter.RefusalAsync(caller, definitionId, body.VersionOptions, cancellation) is { } refusal)
        {
            http.Response.Headers["x-elsa-workflow-cannot-start"] = "true";
            return refusal;
        }

        var started = await starter.StartAsync(caller, definitionId, body, key.Value, cancellation);
        if (started.Answer is { } refused)
        {
            return refused;
        }

        http.Response.Headers[ReplyResult.InstanceHeader] = started.InstanceId;
        var read = await reader.ReadAsync(caller.Actor, started.InstanceId!, cancellation);
        return read.IsAccepted ? Results.Json(new { workflowState = ElsaShapes.State(read.Value) }, ElsaJson.Options) : Answers.Of(read.Rejection);
    }

    /// <summary>Answered when the instance is durable and has come to rest for the first time.</summary>
    private static async Task<IResult> DispatchAsync(
        Caller caller, string definitionId, Starting body, IdempotencyKey key, [FromServices] Starter starter, CancellationToken cancellation)
    {
        if (InputOf(body.Input) is null)
        {
            return RequestBodies.RefuseNoObject("input");
        }

        if (await starter.RefusalAsync(caller, definitionId, body.VersionOptions, cancellation) is { } refusal)
        {
            return refusal;
        }

        var started = await starter.StartAsync(caller, definitionId, body, key.Value, cancellation);
        return started.Answer ?? Results.Json(new { workflowInstanceId = started.InstanceId }, ElsaJson.Options);
    }

    private static async Task<IResult> BulkDispatchAsync(
        Caller caller, string definitionId, BulkStarting body, IdempotencyKey key, [FromServices] Starter starter, CancellationToken cancellation)
    {
        var count = body.Count ?? 1;
        if (count is < 1 or > MostAtOnce)
        {
            return RequestBodies.Refuse("count", "request.out-of-range", Texts.RequestOutOfRange.With("count", 1, MostAtOnce));
        }

        if (InputOf(body.Input) is null)
        {
            return RequestBodies.RefuseNoObject("input");
        }

        if (await starter.RefusalAsync(caller, definitionId, body.VersionOptions, cancellation) is { } refusal)
        {
            return refusal;
        }

        var one = new Starting(body.Input, null, body.VersionOptions, body.TriggerActivityId);
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var started = await starter.StartAsync(caller, definitionId, one, key.Value is { } given ? $"{given}/{i}" : null, cancellation);
            if (started.Answer is { } refused)
            {
                return refused;
            }

            ids.Add(started.InstanceId!);
        }

        return Results.Json(new { workflowInstanceIds = ids }, ElsaJson.Options);
    }

    /// <summary>Null: it is no object.</summary>
    private static JsonObject? InputOf(JsonElement? input) => input is null ? [] : RequestBodies.ObjectOf(input);

    internal sealed record Starting(JsonElement? Input, string? CorrelationId, string? VersionOptions, string? TriggerActivityId);

    internal sealed record BulkStarting(JsonElement? Input, int? Count, string? VersionOptions, string? TriggerActivityId);

    /// <summary>What execute and dispatch have in common.</summary>
    internal sealed class Starter(ReadDefinitions read, StartInstance start)
    {
        /// <summary>Null: what is asked for is published. Studio asks for the latest, and takes a 200 with a header for a no.</summary>
        public async Task<IResult?> RefusalAsync(Caller caller, string definitionId, string? versionOptions, CancellationToken cancellation)
        {
            var wantsLatest = string.Equals(versionOptions, nameof(VersionChoice.Latest), StringComparison.OrdinalIgnoreCase);
            var found = await read.FindAsync(caller.Actor, definitionId, wantsLatest ? VersionChoice.Latest : VersionChoice.Published, cancellation);
            if (!found.IsAccepted)
            {
                return Answers.Of(found.Rejection);
            }

            return found.Value.IsPublished ? null : Results.Json(new { }, ElsaJson.Options);
        }

        /// <summary>Either an answer that says why not, or the id of the instance.</summary>
        public async Task<(IResult? Answer, string? InstanceId)> StartAsync(
            Caller caller, string definitionId, Starting body, string? operationId, CancellationToken cancellation)
        {
            var command = new StartInstanceCommand(definitionId, InputOf(body.Input)!, NullIfEmpty(body.CorrelationId), operationId ?? Guid.NewGuid().ToString("N"))
            {
                TriggerActivityId = NullIfEmpty(body.TriggerActivityId),
            };
            var started = await start.HandleAsync(caller.Actor, command, cancellation);
            return started.IsAccepted ? (null, started.Value.InstanceId.Value) : (Answers.Of(started.Rejection), null);
        }

        private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }
}
