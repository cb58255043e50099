using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Prints;
using LowCode.Host.Access;
using LowCode.Portal.Prints;
using LowCode.Work;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Cases, lists of them, of records and empty forms as PDF.</summary>
internal static class PrintsApi
{
    private const string Pdf = "application/pdf";

    // The browser's own viewer of PDFs is an object of the page.
    private const string ViewerPolicy = "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public static void MapPrintsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Prints");
        api.MapGet("/cases/{number}/print", CaseAsync).RequireScope(Scope.ReadCases).Produces(StatusCodes.Status200OK, contentType: Pdf);
        api.MapGet("/cases/print", ListAsync).RequireScope(Scope.ReadCases).Produces(StatusCodes.Status200OK, contentType: Pdf);
        api.MapGet("/records/{caseType}/print", RecordsAsync).RequireScope(Scope.ReadCases).Produces(StatusCodes.Status200OK, contentType: Pdf);
        api.MapGet("/forms/{id}/print", FormAsync).RequireScope(Scope.ReadCases).Produces(StatusCodes.Status200OK, contentType: Pdf);
    }

    /// <param name="where">As in the list of records.</param>
    /// <param name="orientation">portrait or landscape; left out: landscape.</param>
    private static async Task<IResult> RecordsAsync(
        HttpContext http,
        Caller caller,
        string caseType,
        string[]? where,
        string? sort,
        bool? descending,
        Word<PrintOrientation>? orientation,
        [FromServices] PrintPages pages,
        CancellationToken cancellation) =>
        Answer(http, await pages.RecordsAsync(caller.Actor, new(caseType, where ?? [], sort, descending ?? true), orientation?.Value, cancellation), caseType);

    /// <param name="orientation">portrait or landscape; left out: as the template says.</param>
    private static async Task<IResult> CaseAsync(
        HttpContext http, Caller caller, string number, Word<PrintOrientation>? orientation, [FromServices] PrintPages pages, CancellationToken cancellation) =>
        Answer(http, await pages.CaseAsync(caller.Actor, number, orientation?.Value, cancellation), number);

    private static async Task<IResult> ListAsync(
        HttpContext http, Caller caller, [AsParameters] CasesApi.CaseQuery query, Word<PrintOrientation>? orientation, [FromServices] PrintPages pages, CancellationToken cancellation) =>
        Answer(http, await pages.ListAsync(caller.Actor, query.ToSearch(), orientation?.Value, cancellation), "cases");

    private static async Task<IResult> FormAsync(
        HttpContext http, Caller caller, string id, Word<PrintOrientation>? orientation, [FromServices] PrintPages pages, CancellationToken cancellation) =>
        Answer(http, await pages.FormAsync(caller.Actor, id, orientation?.Value, cancellation), id);

    private static IResult Answer(HttpContext http, Result<byte[]> result, string name)
    {
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = ViewerPolicy;
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{Uri.EscapeDataString(name)}.pdf\"";
        return Results.Bytes(result.Value, Pdf);
    }
}
