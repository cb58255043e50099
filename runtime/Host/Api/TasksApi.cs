using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Handling;
using LowCode.Work.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>The inbox for programs that hold a session.</summary>
internal static class TasksApi
{
    public static void MapTasksApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Tasks");
        api.MapGet("/tasks", SearchAsync).RequireScope(Scope.ReadTasks);
        api.MapGet("/tasks/{taskId}", GetAsync).RequireScope(Scope.ReadTasks);
        api.MapPost("/tasks/{taskId}/complete", CompleteAsync).RequireScope(Scope.WriteTasks);
    }

    private static Task<Page<TaskRow>> SearchAsync(
        Caller caller,
        Word<TaskList>? list,
        string? text,
        string? step,
        bool? overdue,
        int? page,
        int? size,
        [FromServices] ReadTasks tasks,
        CancellationToken cancellation) =>
        tasks.SearchAsync(
            caller.Actor,
            new TaskSearch(list?.Value ?? TaskList.Open, text, step, overdue ?? false),
            PageQuery.Of(page, size),
            cancellation);

    private static async Task<IResult> GetAsync(Caller caller, string taskId, [FromServices] ReadTasks tasks, CancellationToken cancellation) =>
        Answers.Of(await tasks.GetAsync(caller.Actor, taskId, cancellation));

    private static async Task<IResult> CompleteAsync(
        Caller caller,
        string taskId,
        Completion body,
        IdempotencyKey key,
        [FromServices] CompleteTask complete,
        CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("outcome", body.Outcome), ("operationId", key.Or(body.OperationId))) is { } refused)
        {
            return refused;
        }

        if ((body.Data is null ? new JsonObject() : RequestBodies.ObjectOf(body.Data)) is not { } data)
        {
            return RequestBodies.RefuseNoObject("data");
        }

        var command = new CompleteTaskCommand(taskId, body.Outcome!, data, body.Comment, key.Or(body.OperationId)!);
        return Answers.Of(await complete.HandleAsync(caller.Actor, command, cancellation));
    }

    /// <param name="Data">Null: no field is filled.</param>
    /// <param name="OperationId">Made by the caller, once per submission: a repeat gets the first answer. The header Idempotency-Key says the same.</param>
    internal sealed record Completion(string? Outcome, string? OperationId, JsonElement? Data, string? Comment);
}
