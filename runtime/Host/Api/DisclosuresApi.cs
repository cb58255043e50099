using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Who was given sensitive values.</summary>
internal static class DisclosuresApi
{
    public static void MapDisclosuresApi(this IEndpointRouteBuilder routes) =>
        routes.MapApi("Disclosures").MapGet("/disclosures", SearchAsync).RequireScope(Scope.ReadDisclosures).Produces<Page<DisclosureView>>();

    private static async Task<IResult> SearchAsync(
        Caller caller, string? login, DateTimeOffset? from, DateTimeOffset? before, int? page, int? size, [FromServices] ReadDisclosures read, CancellationToken cancellation)
    {
        var found = await read.HandleAsync(caller.Actor, new DisclosureSearch(login, from, before), PageQuery.Of(page, size), cancellation);
        return found.IsAccepted ? Results.Ok(new Page<DisclosureView>([.. found.Value.Rows.Select(DisclosureView.Of)], found.Value.Total)) : Answers.Of(found);
    }

    /// <param name="CaseNumber">Null: a file of many cases, or the case is gone.</param>
    /// <param name="CaseType">Of the records in a file; null: a single case.</param>
    /// <param name="Fields">Their labels by language.</param>
    /// <param name="Reason">Of a file the conditions that its records were found by.</param>
    internal sealed record DisclosureView(
        string DisclosureId, DateTimeOffset At, string Login, string Name, string? CaseNumber, string? CaseType, IReadOnlyList<IReadOnlyDictionary<string, string>> Fields, string Reason)
    {
        public static DisclosureView Of(Disclosure found) =>
            new(found.DisclosureId, found.At, found.Login, found.Name, found.CaseNumber, found.CaseType, [.. found.Fields.Select(f => f.ByLanguage)], found.Reason);
    }
}
