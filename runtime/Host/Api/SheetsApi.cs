using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Lists of rule sets and decision tables as files (CSV, Excel), out and in. What comes in is published at once, with all that a release is checked for.</summary>
internal static class SheetsApi
{
    /// <summary>Bytes of a file.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    public static void MapSheetsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Rules");
        api.MapGet("/rules/{set}/lists/{list}", ExportListAsync).RequireScope(Scope.ReadReleases);
        api.MapPut("/rules/{set}/lists/{list}", ImportListAsync).RequireScope(Scope.PublishReleases).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        api.MapGet("/decisions/{model}/tables/{decision}", ExportTableAsync).RequireScope(Scope.ReadReleases);
        api.MapPut("/decisions/{model}/tables/{decision}", ImportTableAsync).RequireScope(Scope.PublishReleases).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    /// <param name="format">csv or xlsx; left out: csv.</param>
    private static async Task<IResult> ExportListAsync(
        HttpContext http, Caller caller, string set, string list, Word<SheetFormat>? format, [FromServices] ExchangeLists lists, CancellationToken cancellation)
    {
        var wanted = format?.Value ?? SheetFormat.Csv;
        return FileOf(http, await lists.ExportAsync(caller.Actor, set, list, wanted, cancellation), $"{set}-{list}", wanted);
    }

    private static async Task<IResult> ImportListAsync(
        HttpContext http, Caller caller, string set, string list, [FromServices] ExchangeLists lists, CancellationToken cancellation) =>
        await SheetBodies.ReadAsync(http, cancellation) is { } file
            ? Answers.Of(await lists.ImportAsync(caller.Actor, set, list, file.Content, file.Format, EntityTags.IfMatch(http), cancellation))
            : SheetBodies.RefuseType(http, (await lists.ExportAsync(caller.Actor, set, list, SheetFormat.Csv, cancellation)).Rejection);

    /// <param name="format">csv or xlsx; left out: csv.</param>
    private static async Task<IResult> ExportTableAsync(
        HttpContext http, Caller caller, string model, string decision, Word<SheetFormat>? format, [FromServices] ExchangeTables tables, CancellationToken cancellation)
    {
        var wanted = format?.Value ?? SheetFormat.Csv;
        return FileOf(http, await tables.ExportAsync(caller.Actor, model, decision, wanted, cancellation), $"{model}-{decision}", wanted);
    }

    private static async Task<IResult> ImportTableAsync(
        HttpContext http, Caller caller, string model, string decision, [FromServices] ExchangeTables tables, CancellationToken cancellation) =>
        await SheetBodies.ReadAsync(http, cancellation) is { } file
            ? Answers.Of(await tables.ImportAsync(caller.Actor, model, decision, file.Content, file.Format, EntityTags.IfMatch(http), cancellation))
            : SheetBodies.RefuseType(http, (await tables.ExportAsync(caller.Actor, model, decision, SheetFormat.Csv, cancellation)).Rejection);

    private static IResult FileOf(HttpContext http, Result<ExportedSheet> result, string name, SheetFormat format) => result.IsAccepted
        ? EntityTags.Of(http, result.Value.Tag, () => SheetBodies.FileOf(result.Value.Content, name, format))
        : Answers.Of(result.Rejection);
}
