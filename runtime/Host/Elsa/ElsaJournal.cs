using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What happened in an instance, event by event.</summary>
internal static class ElsaJournal
{
    private const string Root = "/workflow-instances/{instanceId}/journal";

    private static readonly string[] _ends = ["Started", "Completed", "Faulted"];

    public static void MapElsaJournal(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root, AllAsync).RequireScope(Scope.ReadInstances);
        api.MapPost(Root, FilteredAsync).RequireScope(Scope.ReadInstances);
        api.MapGet(Root + "/{activityId}", LastAsync).RequireScope(Scope.ReadInstances);
    }

    private static Task<IResult> AllAsync(
        Caller caller, string instanceId, [AsParameters] Part part, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        ReadAsync(caller, instanceId, part, null, reader, cancellation);

    private static Task<IResult> FilteredAsync(
        Caller caller, string instanceId, [AsParameters] Part part, JournalQuery body, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        ReadAsync(caller, instanceId, part, body.Filter, reader, cancellation);

    private static async Task<IResult> ReadAsync(
        Caller caller, string instanceId, Part part, JournalFilter? filter, ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        var found = read.Value.History.Records.Where(r => filter?.Takes(r) != false).ToList();
        var items = part.Of(found).Select(r => ElsaShapes.Record(r, read.Value)).ToArray();
        return Results.Json(new { items, totalCount = found.Count }, ElsaJson.Options);
    }

    private static async Task<IResult> LastAsync(
        Caller caller, string instanceId, string activityId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        if (!read.IsAccepted)
        {
            return Answers.Of(read.Rejection);
        }

        return read.Value.History.Records.LastOrDefault(r => r.Execution.Node.Id == activityId && _ends.Contains(r.EventName)) is { } last
            ? Results.Json(ElsaShapes.Record(last, read.Value), ElsaJson.Options)
            : Results.Problem(title: "instance.activity-unknown", detail: Texts.RequestNoRoute, statusCode: StatusCodes.Status404NotFound);
    }

    /// <summary>By page, or from an item on.</summary>
    internal sealed record Part(int? Page, int? PageSize, int? Skip, int? Take)
    {
        private const int Most = 1000;

        public IEnumerable<ElsaRecord> Of(IReadOnlyList<ElsaRecord> records)
        {
            var take = Math.Clamp(Take ?? PageSize ?? 100, 1, Most);
            var skip = Skip ?? (long)(Page ?? 0) * take;
            return records.Skip((int)Math.Clamp(skip, 0, records.Count)).Take(take);
        }
    }

    internal sealed record JournalQuery(JournalFilter? Filter);

    internal sealed record JournalFilter(
        IReadOnlyList<string>? ActivityIds,
        IReadOnlyList<string>? ActivityNodeIds,
        IReadOnlyList<string>? ExcludedActivityTypes,
        IReadOnlyList<string>? EventNames)
    {
        public bool Takes(ElsaRecord record) =>
            Holds(ActivityIds, record.Execution.Node.Id)
            && Holds(ActivityNodeIds, record.Execution.Node.NodeId)
            && Holds(EventNames, record.EventName)
            && ExcludedActivityTypes?.Contains(record.Execution.Node.Type) != true;

        private static bool Holds(IReadOnlyList<string>? wanted, string value) => wanted is not { Count: > 0 } || wanted.Contains(value);
    }
}
