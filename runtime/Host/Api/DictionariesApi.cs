using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Dictionaries;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>
/// Dictionaries: listed, read by level or by search as of a day, and worked on as drafts, by files or code by code. A draft takes effect when
/// it is published.
/// </summary>
internal static class DictionariesApi
{
    /// <summary>Bytes of a file: all divisions of China fit.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    public static void MapDictionariesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Dictionaries");
        api.MapGet("/dictionaries", ListAsync).RequireScope(Scope.ReadReleases).Produces<Listed<DictionaryRowView>>();
        api.MapPost("/dictionaries", CreateAsync).RequireScope(Scope.PublishReleases).Produces<DictionaryRowView>(StatusCodes.Status201Created);
        api.MapGet("/dictionaries/{dictionary}", FindAsync).RequireScope(Scope.ReadReleases).Produces<DictionaryDetailsView>();
        api.MapGet("/dictionaries/{dictionary}/codes", CodesAsync).RequireScope(Scope.ReadReleases).Produces<Page<CodeView>>();
        api.MapGet("/dictionaries/{dictionary}/codes/{code}", CodeAsync).RequireScope(Scope.ReadReleases).Produces<CodeView>();
        api.MapGet("/dictionaries/{dictionary}/file", ExportAsync).RequireScope(Scope.ReadReleases);
        api.MapPut("/dictionaries/{dictionary}/draft", ImportAsync).RequireScope(Scope.PublishReleases)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).Produces<ImportedDictionary>();
        api.MapPut("/dictionaries/{dictionary}/draft/codes/{code}", PutCodeAsync).RequireScope(Scope.PublishReleases).Produces<CodeView>();
        api.MapDelete("/dictionaries/{dictionary}/draft/codes/{code}", RemoveCodeAsync).RequireScope(Scope.PublishReleases).Produces<DictionaryDetailsView>();
        api.MapDelete("/dictionaries/{dictionary}/draft", DiscardAsync).RequireScope(Scope.PublishReleases).Produces<DictionaryRemoval>();
        api.MapPost("/dictionaries/{dictionary}/draft/publish", PublishAsync).RequireScope(Scope.PublishReleases).Produces<PublishedRelease>();
    }

    private static async Task<IResult> ListAsync(Caller caller, [FromServices] ReadDictionaries read, CancellationToken cancellation)
    {
        var result = await read.AllAsync(caller.Actor, cancellation);
        return result.IsAccepted ? Results.Ok(new Listed<DictionaryRowView>([.. result.Value.Select(DictionaryRowView.Of)])) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> CreateAsync(Caller caller, NewDictionary body, [FromServices] EditDictionary edit, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("dictionaryId", body.DictionaryId)) is { } missing)
        {
            return missing;
        }

        if (body.Name is not { ValueKind: JsonValueKind.Object })
        {
            return RequestBodies.RefuseNoObject("name");
        }

        var document = new JsonObject
        {
            ["$format"] = DictionaryDefinition.Format,
            ["dictionaryId"] = body.DictionaryId,
            ["name"] = NodeOf(body.Name),
            ["attributes"] = body.Attributes is null ? null : new JsonArray([.. body.Attributes.Select(a => (JsonNode?)new JsonObject { ["key"] = a.Key, ["label"] = NodeOf(a.Label), ["type"] = a.Type })]),
            ["entries"] = new JsonArray(),
        };
        Set(document, "layer", body.Layer);
        Set(document, "base", body.Base);
        var read = DictionaryJson.ReadDraft(Encoding.UTF8.GetBytes(document.ToJsonString()));
        if (read.Value is not { } dictionary)
        {
            return Answers.Of(new Rejection(RejectionKind.Invalid, "dictionary.invalid", Texts.DictionaryInvalid, read.Problems));
        }

        var result = await edit.CreateAsync(caller.Actor, dictionary, cancellation);
        return result.IsAccepted
            ? Results.Created($"{ApiRoutes.Root}/dictionaries/{Uri.EscapeDataString(dictionary.DictionaryId)}", DictionaryDetailsView.Of(result.Value))
            : Answers.Of(result.Rejection);
    }

    /// <param name="draft">True: what is being worked on, where there is something.</param>
    private static async Task<IResult> FindAsync(
        Caller caller, string dictionary, bool? draft, HttpContext http, [FromServices] ReadDictionaries read, CancellationToken cancellation)
    {
        var result = await read.FindAsync(caller.Actor, dictionary, draft == true, cancellation);
        return result.IsAccepted ? EntityTags.Of(http, result.Value.Tag, () => Results.Ok(DictionaryDetailsView.Of(result.Value))) : Answers.Of(result.Rejection);
    }

    /// <param name="parent">Codes right under it; left out: those at the top.</param>
    /// <param name="q">Codes that begin so, or whose label holds it, instead of a level.</param>
    /// <param name="asOf">The day of which is read, such as 2026-01-31; left out: the newest.</param>
    /// <param name="ended">True: codes that are retired or do not hold on the day too.</param>
    private static async Task<IResult> CodesAsync(
        Caller caller,
        string dictionary,
        string? parent,
        string? q,
        DateOnly? asOf,
        bool? ended,
        bool? draft,
        int? page,
        int? size,
        [FromServices] ReadDictionaries read,
        CancellationToken cancellation)
    {
        var result = await read.FindAsync(caller.Actor, dictionary, draft == true, cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        var found = ReadDictionaries.Codes(result.Value, new CodeQuery(parent, q, asOf, ended == true, PageQuery.Of(page, size)));
        return Results.Ok(new Page<CodeView>([.. found.Rows.Select(CodeView.Of)], found.Total));
    }

    private static async Task<IResult> CodeAsync(
        Caller caller, string dictionary, string code, DateOnly? asOf, bool? draft, [FromServices] ReadDictionaries read, CancellationToken cancellation)
    {
        var result = await read.FindAsync(caller.Actor, dictionary, draft == true, cancellation);
        return result.IsAccepted ? Show(result.Value, code, asOf) : Answers.Of(result.Rejection);
    }

    /// <param name="format">csv or xlsx; left out: csv.</param>
    private static async Task<IResult> ExportAsync(
        Caller caller, string dictionary, Word<SheetFormat>? format, bool? draft, [FromServices] ExchangeDictionaries exchange, CancellationToken cancellation)
    {
        var wanted = format?.Value ?? SheetFormat.Csv;
        return SheetBodies.FileOf(await exchange.ExportAsync(caller.Actor, dictionary, wanted, draft == true, cancellation), dictionary, wanted);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext http, Caller caller, string dictionary, [FromServices] ReadDictionaries read, [FromServices] ExchangeDictionaries exchange, CancellationToken cancellation)
    {
        if (await SheetBodies.ReadAsync(http, cancellation) is { } file)
        {
            return Answers.Of(await exchange.ImportAsync(caller.Actor, dictionary, file.Content, file.Format, cancellation));
        }

        var there = await read.FindAsync(caller.Actor, dictionary, asDraft: true, cancellation);
        return SheetBodies.RefuseType(http, there.Rejection);
    }

    /// <param name="from">The first day of the entry that it takes the place of; left out: that of the entry without one.</param>
    private static async Task<IResult> PutCodeAsync(
        Caller caller, string dictionary, string code, DateOnly? from, Entry body, [FromServices] EditDictionary edit, CancellationToken cancellation)
    {
        if (body.Label is not { ValueKind: JsonValueKind.Object })
        {
            return RequestBodies.RefuseNoObject("label");
        }

        if (body.Attributes is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            return RequestBodies.RefuseNoObject("attributes");
        }

        var entry = new JsonObject { ["code"] = code, ["label"] = NodeOf(body.Label), ["attributes"] = NodeOf(body.Attributes), ["retired"] = body.Retired, ["selectable"] = body.Selectable };
        Set(entry, "parent", body.Parent);
        Set(entry, "standard", body.Standard);
        Set(entry, "validFrom", body.ValidFrom);
        Set(entry, "validTo", body.ValidTo);
        var result = await edit.PutAsync(caller.Actor, dictionary, code, from, Encoding.UTF8.GetBytes(entry.ToJsonString()), cancellation);
        return result.IsAccepted ? Show(result.Value, code, null) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> RemoveCodeAsync(
        Caller caller, string dictionary, string code, DateOnly? from, [FromServices] EditDictionary edit, CancellationToken cancellation)
    {
        var result = await edit.RemoveAsync(caller.Actor, dictionary, code, from, cancellation);
        return result.IsAccepted ? Results.Ok(DictionaryDetailsView.Of(result.Value)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> DiscardAsync(Caller caller, string dictionary, [FromServices] EditDictionary edit, CancellationToken cancellation) =>
        Answers.Of(await edit.DiscardAsync(caller.Actor, dictionary, cancellation));

    private static async Task<IResult> PublishAsync(Caller caller, string dictionary, [FromServices] EditDictionary edit, CancellationToken cancellation) =>
        Answers.Of(await edit.PublishAsync(caller.Actor, dictionary, cancellation));

    private static IResult Show(DictionaryView view, string code, DateOnly? day) => ReadDictionaries.Code(view, code, day) is { } row
        ? Results.Ok(CodeView.Of(row))
        : Answers.Of(new Rejection(RejectionKind.NotFound, "dictionary.no-code", Texts.DictionaryNoCode.With(view.Dictionary.DictionaryId, code)));

    private static JsonNode? NodeOf(JsonElement? element) => element is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? JsonNode.Parse(value.GetRawText()) : null;

    private static void Set(JsonObject document, string name, string? value)
    {
        if (value is not null)
        {
            document[name] = value;
        }
    }

    /// <param name="Layer">national, province, city or tenant; left out: tenant.</param>
    /// <param name="Base">The dictionary of a wider layer that it lies over.</param>
    internal sealed record NewDictionary(string? DictionaryId, JsonElement? Name, string? Layer, string? Base, IReadOnlyList<NewAttribute>? Attributes);

    internal sealed record NewAttribute(string? Key, JsonElement? Label, string? Type);

    /// <param name="Label">By language: <c>{"zh-CN": "..."}</c>.</param>
    /// <param name="Attributes">By key.</param>
    internal sealed record Entry(JsonElement? Label, string? Parent, string? Standard, string? ValidFrom, string? ValidTo, bool? Retired, bool? Selectable, JsonElement? Attributes);
}
