using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Records;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Records: the data of cases of one type, listed and exported by the fields that their forms call searchable.</summary>
internal static class RecordsApi
{
    public static void MapRecordsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Records");
        api.MapGet("/records", TypesAsync).RequireScope(Scope.ReadCases).Produces<Listed<RecordTypeView>>();
        api.MapGet("/records/{caseType}", SearchAsync).RequireScope(Scope.ReadCases).Produces<RecordPageView>();
        api.MapGet("/records/{caseType}/file", ExportAsync).RequireScope(Scope.ReadCases);
    }

    private static async Task<Listed<RecordTypeView>> TypesAsync(Caller caller, [FromServices] ReadRecords records, CancellationToken cancellation) =>
        new([.. (await records.TypesAsync(caller.Actor, cancellation)).Select(RecordTypeView.Of)]);

    /// <param name="where">Conditions that all hold, field:operator:value each; operators are eq, in, from, to, starts, contains, empty.</param>
    /// <param name="sort">Key of a searchable field; left out: by creation.</param>
    /// <param name="descending">Left out: true.</param>
    private static async Task<IResult> SearchAsync(
        Caller caller,
        string caseType,
        string[]? where,
        string? sort,
        bool? descending,
        int? page,
        int? size,
        [FromServices] ReadRecords records,
        CancellationToken cancellation)
    {
        var result = await records.SearchAsync(caller.Actor, new(caseType, where ?? [], sort, descending ?? true), PageQuery.Of(page, size), cancellation);
        return result.IsAccepted ? Results.Ok(RecordPageView.Of(result.Value)) : Answers.Of(result.Rejection);
    }

    /// <param name="where">As in the list.</param>
    /// <param name="format">csv or xlsx; left out: csv.</param>
    private static async Task<IResult> ExportAsync(
        Caller caller, string caseType, string[]? where, Word<SheetFormat>? format, [FromServices] ExportRecords export, CancellationToken cancellation)
    {
        var result = await export.HandleAsync(caller.Actor, new(caseType, where ?? []), cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        return format?.Value == SheetFormat.Xlsx
            ? await XlsxAsync(result.Value, caseType, cancellation)
            : Results.Stream(stream => result.Value.WriteCsvAsync(stream, cancellation), SheetBodies.TypeOf(SheetFormat.Csv), $"{caseType}.csv");
    }

    // A workbook is known to be whole when its end is written: until then it is a file that nobody else sees.
    private static async Task<IResult> XlsxAsync(RecordSheet sheet, string name, CancellationToken cancellation)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (await sheet.WriteXlsxAsync(file, cancellation) is { } refused)
            {
                await file.DisposeAsync();
                return Answers.Of(refused);
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return Results.File(file, SheetBodies.TypeOf(SheetFormat.Xlsx), $"{name}.xlsx");
    }
}

/// <summary>A kind of records.</summary>
/// <param name="IsBeingIndexed">Records from before the last change of the forms are still being taken in.</param>
internal sealed record RecordTypeView(string CaseType, IReadOnlyDictionary<string, string> Name, IReadOnlyList<RecordFieldView> Fields, bool IsBeingIndexed)
{
    public static RecordTypeView Of(RecordType type) => new(type.CaseTypeId, type.Name.ByLanguage, [.. type.Fields.Select(RecordFieldView.Of)], type.IsBeingIndexed);
}

/// <param name="Operators">What conditions may say of it; empty: you may not see its values.</param>
internal sealed record RecordFieldView(string Key, string Type, IReadOnlyDictionary<string, string> Label, string? Dictionary, IReadOnlyList<string> Operators)
{
    public static RecordFieldView Of(RecordField field) => new(
        field.Field.Key,
        DictionaryRowView.WordOf(field.Field.Type == FieldType.Computed ? field.Field.Result ?? FieldType.Computed : field.Field.Type),
        field.Field.Label.ByLanguage,
        field.Field.Dictionary,
        field.Operators);
}

/// <param name="Count">How many match, exact up to 999.</param>
/// <param name="IsMore">There are more than the count says.</param>
internal sealed record RecordPageView(IReadOnlyList<RecordRowView> Rows, int Count, bool IsMore, bool IsBeingIndexed)
{
    public static RecordPageView Of(RecordPage page) => new([.. page.Rows.Select(r => RecordRowView.Of(r, page.Type))], page.Count, page.IsMore, page.Type.IsBeingIndexed);
}

/// <param name="Values">Of the searchable fields that have one, by key.</param>
/// <param name="Masked">Keys of those that you may not see.</param>
internal sealed record RecordRowView(string Number, string Status, CasePhase? Phase, DateTimeOffset CreatedAt, JsonObject Values, IReadOnlyList<string> Masked)
{
    public static RecordRowView Of(RecordRow row, RecordType type) => new(
        row.Number, row.Status, type.Statuses.FirstOrDefault(s => s.Key == row.Status)?.Phase, row.CreatedAt, row.Values, [.. row.Masked.Select(m => m.Key)]);
}
