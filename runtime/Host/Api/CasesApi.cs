using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Statistics;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Cases and their figures for programs that hold a session.</summary>
internal static class CasesApi
{
    public static void MapCasesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Cases");
        api.MapGet("/cases", SearchAsync).Produces<Page<CaseRow>>().RequireScope(Scope.ReadCases);
        api.MapGet("/cases/{number}", GetAsync).RequireScope(Scope.ReadCases);
        api.MapGet("/cases/{number}/history", HistoryAsync).RequireScope(Scope.ReadCases).Produces<Page<FieldChangeView>>();
        api.MapPost("/cases/{number}/reveal", RevealAsync).RequireScope(Scope.RevealFields);
        api.MapPost("/cases", OpenAsync).RequireScope(Scope.WriteCases);
        api.MapGet("/statistics", StatisticsAsync).RequireScope(Scope.ReadStatistics);
    }

    private static Task<Page<CaseRow>> SearchAsync(
        Caller caller,
        [AsParameters] CaseQuery query,
        [FromServices] ReadCases cases,
        CancellationToken cancellation) =>
        cases.SearchAsync(caller.Actor, query.ToSearch(), PageQuery.Of(query.Page, query.Size), cancellation);

    private static async Task<IResult> GetAsync(Caller caller, string number, [FromServices] ReadCases cases, CancellationToken cancellation) =>
        Answers.Of(await cases.GetAsync(caller.Actor, number, cancellation));

    private static async Task<IResult> HistoryAsync(
        Caller caller, string number, int? page, int? size, [FromServices] ReadHistory history, CancellationToken cancellation)
    {
        var result = await history.HandleAsync(caller.Actor, number, PageQuery.Of(page, size), cancellation);
        return result.IsAccepted ? Results.Ok(new Page<FieldChangeView>([.. result.Value.Rows.Select(FieldChangeView.Of)], result.Value.Total)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> OpenAsync(
        Caller caller,
        Opening body,
        IdempotencyKey key,
        [FromServices] OpenCase open,
        CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("caseType", body.CaseType), ("operationId", key.Or(body.OperationId))) is { } refused)
        {
            return refused;
        }

        if (RequestBodies.ObjectOf(body.Data) is not { } data)
        {
            return RequestBodies.RefuseNoObject("data");
        }

        var result = await open.HandleAsync(caller.Actor, new OpenCaseCommand(body.CaseType!, data, key.Or(body.OperationId)!) { FormHash = body.FormHash, DraftId = body.DraftId }, cancellation);
        return result.IsAccepted
            ? Results.Created($"/api/cases/{Uri.EscapeDataString(result.Value.Number)}", result.Value)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> RevealAsync(Caller caller, string number, Look body, [FromServices] RevealField reveal, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("field", body.Field), ("reason", body.Reason))
        ?? Answers.Of(await reveal.HandleAsync(caller.Actor, new RevealFieldCommand(number, body.Field!, body.Reason!), cancellation));

    private static Task<CaseStatistics> StatisticsAsync(
        Caller caller,
        DateTimeOffset? from,
        DateTimeOffset? before,
        [FromServices] ReadStatistics statistics,
        CancellationToken cancellation) =>
        statistics.HandleAsync(caller.Actor, new StatisticsPeriod(from, before), cancellation);

    /// <param name="OperationId">Made by the caller, once per submission: a repeat gets the first answer. The header Idempotency-Key says the same.</param>
    /// <param name="FormHash">The version of the form that was filled: the ETag of its schema; left out, the current one.</param>
    /// <param name="DraftId">The draft that is submitted with it, and goes.</param>
    internal sealed record Opening(string? CaseType, JsonElement? Data, string? OperationId, string? FormHash, string? DraftId = null);

    /// <param name="Field">Key of a masked field.</param>
    /// <param name="Reason">Why; stays in the case's timeline.</param>
    internal sealed record Look(string? Field, string? Reason);

    /// <param name="Seq">Of the line of the timeline that it belongs to.</param>
    /// <param name="By">Null: the process did it.</param>
    /// <param name="What">What was done, in the reader's language.</param>
    /// <param name="Old">Null: it had no value.</param>
    /// <param name="New">Null: its value was taken away.</param>
    /// <param name="IsMasked">You may not see the values; they are masked.</param>
    internal sealed record FieldChangeView(
        int Seq, DateTimeOffset At, string? By, string What, string Field, IReadOnlyDictionary<string, string> Label, JsonNode? Old, JsonNode? New, bool IsMasked)
    {
        public static FieldChangeView Of(FieldChange change) =>
            new(change.Seq, change.At, change.ActorName, change.What, change.Field.Key, change.Field.Label.ByLanguage, change.Old, change.New, change.IsMasked);
    }

    /// <summary>The query string of a search; names as in <see cref="CaseSearch"/>.</summary>
    internal sealed record CaseQuery(
        string? Text,
        string? Status,
        Word<CasePhase>? Phase,
        string? Class,
        string? Department,
        bool? Overdue,
        DateTimeOffset? From,
        DateTimeOffset? Before,
        Word<CaseSort>? Sort,
        bool? Descending,
        int? Page,
        int? Size)
    {
        public CaseSearch ToSearch() =>
            new(Text, Status, Phase?.Value, Class, Department, Overdue ?? false, From, Before, Sort?.Value ?? CaseSort.Created, Descending ?? true);
    }
}
