using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Runs of activities as Elsa Studio shows them beside the diagram.</summary>
internal static class ElsaExecutions
{
    public static void MapElsaExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", ListAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-execution-summaries/list", ListAsync).RequireScope(Scope.ReadInstances);
        api.MapGet("/activity-executions/by-id", GetAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/activity-executions/report", ReportAsync).RequireScope(Scope.ReadInstances);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, string? workflowInstanceId, string? activityNodeId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, workflowInstanceId ?? "", cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var items = read.Value.History.Executions
            .Where(e => string.IsNullOrEmpty(activityNodeId) || e.NodeId == activityNodeId)
            .Select(e => ElsaShapes.Execution(e, read.Value.Row.InstanceId))
            .ToArray();
        return Results.Json(new { items, count = items.Length }, ElsaJson.Options);
    }

    private static async Task<IResult> GetAsync(Caller caller, string? id, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, (id ?? "").Split('.')[0], cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        return read.Value.History.Executions.FirstOrDefault(e => e.Id == id) is { } execution
            ? Results.Json(ElsaShapes.Execution(execution, read.Value.Row.InstanceId), ElsaJson.Options)
            : Results.Problem(title: "instance.not-found", detail: Texts.RequestNoRoute, statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ReportAsync(Caller caller, Reporting body, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("workflowInstanceId", body.WorkflowInstanceId)) is { } refused)
        {
            return refused;
        }

        var read = await reader.ReadAsync(caller.Actor, body.WorkflowInstanceId!, cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var stats = read.Value.History.Executions
            .Where(e => body.ActivityNodeIds is not { Count: > 0 } || body.ActivityNodeIds.Contains(e.NodeId))
            .GroupBy(e => e.NodeId)
            .Select(ElsaShapes.Statistics)
            .ToArray();
        return Results.Json(new { stats }, ElsaJson.Options);
    }

    internal sealed record Reporting(string? WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds);
}
