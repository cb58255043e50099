using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Alterations;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Changes of running instances: at once, in the background, or only tried.</summary>
internal static class ElsaAlterations
{
    public static void MapElsaAlterations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/alterations/run", RunAsync).RequireScope(Scope.MendInstances);
        api.MapPost("/alterations/dry-run", TryAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/alterations/submit", SubmitAsync).RequireScope(Scope.MendInstances);
        api.MapGet("/alterations/{planId}", GetAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/alterations/workflows/retry", RetryAsync).RequireScope(Scope.MendInstances);
    }

    private static async Task<IResult> RunAsync(
        Caller caller, Running body, IdempotencyKey key, [FromServices] AlterInstance alter, TimeProvider time, CancellationToken cancellation)
    {
        if (Read(body.Alterations, out var refused) is not { } alterations)
        {
            return refused!;
        }

        var results = new List<object>();
        foreach (var instance in body.WorkflowInstanceIds ?? [])
        {
            var command = new AlterCommand(instance, alterations, ElsaInstances.ReasonOr(body.Reason, caller), key.Value ?? Guid.NewGuid().ToString("N"));
            results.Add(Result(await alter.HandleAsync(caller.Actor, command, cancellation), alterations, time.GetUtcNow()));
        }

        return Results.Json(new { results }, ElsaJson.Options);
    }

    /// <summary>Which instances it would be, and whether each could be altered.</summary>
    private static async Task<IResult> TryAsync(
        Caller caller, Trying body, [FromServices] AlterInstance alter, [FromServices] ElsaAlterationTargets targets, TimeProvider time, CancellationToken cancellation)
    {
        IReadOnlyList<Alteration> alterations = [];
        if (body.Alterations is not null)
        {
            if (Read(body.Alterations, out var refused) is not { } given)
            {
                return refused!;
            }

            alterations = given;
        }

        var (ids, wrong) = await targets.FindAsync(caller.Actor, body.Filter, cancellation);
        if (wrong is { } bad)
        {
            return RequestBodies.Refuse(bad.Member, "request.bad-kind", bad.Message);
        }

        var results = new List<object>();
        foreach (var id in alterations.Count > 0 ? ids : [])
        {
            results.Add(Result(await alter.TryAsync(caller.Actor, id, alterations, cancellation), [], time.GetUtcNow()));
        }

        return Results.Json(new { workflowInstanceIds = ids, results }, ElsaJson.Options);
    }

    private static async Task<IResult> SubmitAsync(
        Caller caller, Submitting body, [FromServices] SubmitAlterations submit, [FromServices] ElsaAlterationTargets targets, CancellationToken cancellation)
    {
        if (Read(body.Alterations, out var refused) is null)
        {
            return refused!;
        }

        var filter = body.Filter is null ? new ElsaAlterationFilter() : body.Filter;
        var (ids, wrong) = await targets.FindAsync(caller.Actor, filter, cancellation);
        if (wrong is { } bad)
        {
            return RequestBodies.Refuse(bad.Member, "request.bad-kind", bad.Message);
        }

        var command = new SubmitAlterationsCommand(
            body.Id,
            ArrayOf(body.Alterations),
            JsonSerializer.SerializeToNode(filter, ElsaJson.Options)!.AsObject(),
            ids,
            ElsaInstances.ReasonOr(body.Reason, caller));
        var plan = await submit.HandleAsync(caller.Actor, command, cancellation);
        return plan.IsAccepted ? Results.Json(new { planId = plan.Value.PlanId }, ElsaJson.Options) : Answers.Of(plan.Rejection);
    }

    private static async Task<IResult> GetAsync(Caller caller, string planId, [FromServices] SubmitAlterations submit, CancellationToken cancellation)
    {
        var found = await submit.GetAsync(caller.Actor, planId, cancellation);
        return found.IsAccepted ? Results.Json(Shape(found.Value), ElsaJson.Options) : Answers.Of(found.Rejection);
    }

    private static async Task<IResult> RetryAsync(
        Caller caller,
        Retrying body,
        IdempotencyKey key,
        [FromServices] AlterInstance alter,
        [FromServices] ReadInstance read,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var results = new List<object>();
        foreach (var instance in body.WorkflowInstanceIds ?? [])
        {
            var activities = body.ActivityIds is { Count: > 0 } named
                ? named
                : (await read.HandleAsync(caller.Actor, instance, cancellation)).Value?.Incidents.Where(i => i.Resolution is null).Select(i => i.ActivityExecutionId).Distinct().ToList();
            Alteration[] alterations = [.. (activities ?? []).Select(a => new Alteration.ScheduleActivity(a, null))];
            var command = new AlterCommand(instance, alterations, ElsaInstances.ReasonOr(body.Reason, caller), key.Value ?? Guid.NewGuid().ToString("N"));
            results.Add(Result(await alter.HandleAsync(caller.Actor, command, cancellation), alterations, time.GetUtcNow()));
        }

        return Results.Json(new { results }, ElsaJson.Options);
    }

    private static JsonArray ArrayOf(IReadOnlyList<JsonElement>? alterations) => [.. (alterations ?? []).Select(a => JsonNode.Parse(a.GetRawText()))];

    private static IReadOnlyList<Alteration>? Read(IReadOnlyList<JsonElement>? alterations, out IResult? refused)
    {
        refused = RequestBodies.RefuseMissing(("alterations", alterations is null ? null : "given"));
        if (refused is not null)
        {
            return null;
        }

        var read = AlterationJson.Read(ArrayOf(alterations));
        refused = read.IsValid ? null : Results.Problem(
            title: read.Problems[0].Code,
            detail: read.Problems[0].Message,
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?> { ["problems"] = read.Problems });
        return read.Value;
    }

    private static object Result(AlteredInstance altered, IReadOnlyList<Alteration> alterations, DateTimeOffset at)
    {
        var done = alterations.Take(altered.Done).Select(a => new { message = a.ToString(), logLevel = "Information", timestamp = at });
        var logEntries = altered.Refusal is { } refusal ? done.Append(new { message = refusal.Message, logLevel = "Error", timestamp = at }) : done;
        return new
        {
            workflowInstanceId = altered.InstanceId,
            log = new { logEntries = logEntries.ToArray() },
            workflowHasScheduledWork = false,
            isSuccessful = altered.IsSuccessful,
        };
    }

    private static object Shape(AlterationPlan plan) => new
    {
        plan = new
        {
            alterations = plan.Alterations,
            workflowInstanceFilter = plan.Filter,
            status = plan.CompletedAt is not null ? "Completed" : plan.StartedAt is not null ? "Running" : "Pending",
            createdAt = plan.CreatedAt,
            startedAt = plan.StartedAt,
            completedAt = plan.CompletedAt,
            id = plan.PlanId,
        },
        jobs = plan.Jobs.Select(job => new
        {
            planId = plan.PlanId,
            workflowInstanceId = job.InstanceId,
            status = job.CompletedAt is null ? "Pending" : job.Refusal is null ? "Completed" : "Failed",
            log = job.Refusal is null ? [] : new object[] { new { message = job.Refusal, logLevel = "Error", timestamp = job.CompletedAt } },
            createdAt = plan.CreatedAt,
            completedAt = job.CompletedAt,
            id = $"{plan.PlanId}.{job.InstanceId}",
        }).ToArray(),
    };

    internal sealed record Running(IReadOnlyList<JsonElement>? Alterations, IReadOnlyList<string>? WorkflowInstanceIds, string? Reason);

    internal sealed record Submitting(string? Id, IReadOnlyList<JsonElement>? Alterations, ElsaAlterationFilter? Filter, string? Reason);

    internal sealed record Retrying(IReadOnlyList<string>? WorkflowInstanceIds, IReadOnlyList<string>? ActivityIds, string? Reason);

    /// <summary>The filter itself, as Elsa wants it, and what would be done.</summary>
    internal sealed record Trying(
        bool? EmptyFilterSelectsAll,
        IReadOnlyList<string>? WorkflowInstanceIds,
        IReadOnlyList<string>? CorrelationIds,
        IReadOnlyList<string>? Names,
        string? SearchTerm,
        [property: MostItems(ElsaTimeFilter.Most)] IReadOnlyList<ElsaTimeFilter>? TimestampFilters,
        IReadOnlyList<string>? DefinitionIds,
        IReadOnlyList<string>? DefinitionVersionIds,
        bool? HasIncidents,
        IReadOnlyList<string>? Statuses,
        IReadOnlyList<string>? SubStatuses,
        [property: MostItems(ElsaActivityFilter.Most)] IReadOnlyList<ElsaActivityFilter>? ActivityFilters,
        IReadOnlyList<JsonElement>? Alterations)
    {
        public ElsaAlterationFilter Filter => new(
            EmptyFilterSelectsAll, WorkflowInstanceIds, CorrelationIds, Names, SearchTerm, TimestampFilters, DefinitionIds, DefinitionVersionIds, HasIncidents, Statuses,
            SubStatuses, ActivityFilters);
    }
}
