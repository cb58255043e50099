using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Runs of activities as Elsa Studio shows them beside the diagram.</summary>
internal static class ElsaExecutions
{
    private const int MostOfChain = 1000;

    public static void MapElsaExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", ListAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-execution-summaries/list", SummariesAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-executions/count", CountAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-executions/by-id", ByIdAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-executions/{executionId}", GetAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-executions/{executionId}/call-stack", ChainAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/activity-executions/report", ReportAsync).RequireScope(Scope.ReadInstances);
    }

    private static Task<IResult> ListAsync(Caller caller, [AsParameters] Wanted wanted, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        ItemsAsync(caller, wanted, ElsaShapes.Execution, reader, cancellation);

    private static Task<IResult> SummariesAsync(Caller caller, [AsParameters] Wanted wanted, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        ItemsAsync(caller, wanted, ElsaShapes.Brief, reader, cancellation);

    private static async Task<IResult> ItemsAsync(
        Caller caller, Wanted wanted, Func<ElsaExecution, string, object> shape, ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, wanted.WorkflowInstanceId ?? "", cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var items = read.Value.History.Executions.Where(wanted.Takes).Select(e => shape(e, read.Value.Row.InstanceId)).ToArray();
        return Results.Json(new { items, count = items.Length }, ElsaJson.Options);
    }

    private static async Task<IResult> CountAsync(Caller caller, [AsParameters] Wanted wanted, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, wanted.WorkflowInstanceId ?? "", cancellation);
        return read.IsAccepted
            ? Results.Json(new { count = read.Value.History.Executions.Count(wanted.Takes) }, ElsaJson.Options)
            : Answers.Of(read.Rejection);
    }

    private static Task<IResult> ByIdAsync(Caller caller, string? id, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        GetAsync(caller, id ?? "", reader, cancellation);

    private static async Task<IResult> GetAsync(Caller caller, string executionId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, InstanceOf(executionId), cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        return read.Value.History.Executions.Find(e => e.Id == executionId) is { } execution
            ? Results.Json(ElsaShapes.Execution(execution, read.Value.Row.InstanceId), ElsaJson.Options)
            : NotFound();
    }

    /// <summary>What led to it, from the workflow on.</summary>
    private static async Task<IResult> ChainAsync(
        Caller caller, string executionId, int? skip, int? take, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, InstanceOf(executionId), cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var chain = new List<object>();
        for (var e = read.Value.History.Executions.Find(x => x.Id == executionId); e is not null; e = e.Scheduler)
        {
            chain.Insert(0, ElsaShapes.Execution(e, read.Value.Row.InstanceId));
        }

        return chain.Count == 0
            ? NotFound()
            : Results.Json(
                new
                {
                    activityExecutionId = executionId,
                    items = chain.Skip(Math.Max(0, skip ?? 0)).Take(Math.Clamp(take ?? 100, 1, MostOfChain)).ToArray(),
                    totalCount = chain.Count,
                },
                ElsaJson.Options);
    }

    private static async Task<IResult> ReportAsync(Caller caller, Reporting body, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("workflowInstanceId", body.WorkflowInstanceId)) is { } refused)
        {
            return refused;
        }

        var read = await reader.ReadAsync(caller.Actor, body.WorkflowInstanceId!, cancellation);
        return read.IsAccepted
            ? Results.Json(new { stats = Statistics(read.Value.History, body.ActivityNodeIds) }, ElsaJson.Options)
            : Answers.Of(read.Rejection);
    }

    /// <param name="nodeIds">Of these alone; null or empty: of all.</param>
    public static object[] Statistics(ElsaHistory history, IReadOnlyCollection<string>? nodeIds) =>
    [
        .. history.Executions
            .Where(e => nodeIds is not { Count: > 0 } || nodeIds.Contains(e.Node.NodeId))
            .GroupBy(e => e.Node.NodeId)
            .Select(ElsaShapes.Statistics),
    ];

    private static string InstanceOf(string executionId) => executionId.Split('.')[0];

    private static IResult NotFound() =>
        Results.Problem(title: "instance.activity-unknown", detail: Texts.RequestNoRoute, statusCode: StatusCodes.Status404NotFound);

    internal sealed record Wanted(string? WorkflowInstanceId, string? ActivityNodeId, string? ActivityId, bool? Completed)
    {
        public bool Takes(ElsaExecution execution) =>
            (string.IsNullOrEmpty(ActivityNodeId) || execution.Node.NodeId == ActivityNodeId)
            && (string.IsNullOrEmpty(ActivityId) || execution.Node.Id == ActivityId)
            && (Completed is null || Completed == execution.CompletedAt is not null);
    }

    internal sealed record Reporting(string? WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds);
}
