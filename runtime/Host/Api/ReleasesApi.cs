using LowCode.Definitions.Releases;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What is published: releases and the artefacts in them.</summary>
internal static class ReleasesApi
{
    /// <param name="mostBytes">Of what is published at once: a release may carry many definitions.</param>
    public static void MapReleasesApi(this IEndpointRouteBuilder routes, long mostBytes)
    {
        var api = routes.MapApi("Releases");
        api.MapGet("/releases", PageAsync).RequireScope(Scope.ReadReleases).Produces<Page<ReleaseRow>>();
        api.MapGet("/releases/current", CurrentAsync).RequireScope(Scope.ReadReleases).Produces<ReleaseDetailsView>();
        api.MapGet("/releases/{revision:long}", GetAsync).RequireScope(Scope.ReadReleases).Produces<ReleaseDetailsView>();
        api.MapPost("/releases", PublishAsync).RequireScope(Scope.PublishReleases).Produces<PublishedRelease>(StatusCodes.Status201Created)
            .WithMetadata(new RequestSizeLimitAttribute(mostBytes));
        api.MapGet("/artefacts", ItemsAsync).RequireScope(Scope.ReadReleases).Produces<Page<ItemView>>();
        api.MapGet("/artefacts/{kind}/{key}", ArtefactAsync).RequireScope(Scope.ReadReleases);
        api.MapDelete("/artefacts/{kind}/{key}", WithdrawAsync).RequireScope(Scope.PublishReleases).Produces<PublishedRelease>();
    }

    private static async Task<IResult> PageAsync(Caller caller, int? page, int? size, [FromServices] ReadReleases releases, CancellationToken cancellation) =>
        Answers.Of(await releases.PageAsync(caller.Actor, PageQuery.Of(page, size), cancellation));

    private static Task<IResult> CurrentAsync(Caller caller, HttpContext http, [FromServices] ReadReleases releases, CancellationToken cancellation) =>
        ShowAsync(caller, null, http, releases, cancellation);

    private static Task<IResult> GetAsync(
        Caller caller, long revision, HttpContext http, [FromServices] ReadReleases releases, CancellationToken cancellation) =>
        ShowAsync(caller, revision, http, releases, cancellation);

    private static async Task<IResult> ShowAsync(Caller caller, long? revision, HttpContext http, ReadReleases releases, CancellationToken cancellation)
    {
        var result = await releases.GetAsync(caller.Actor, revision, cancellation);
        return result.IsAccepted
            ? EntityTags.Of(http, result.Value.Release.Revision, () => Results.Ok(ReleaseDetailsView.Of(result.Value)))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> ItemsAsync(
        Caller caller, Word<ArtefactKind>? kind, int? page, int? size, [FromServices] ReadReleases releases, CancellationToken cancellation)
    {
        var result = await releases.GetAsync(caller.Actor, null, cancellation);
        if (!result.IsAccepted && result.Rejection.Kind != RejectionKind.NotFound)
        {
            return Answers.Of(result.Rejection);
        }

        // Nothing published yet is an empty list.
        var asked = PageQuery.Of(page, size);
        var items = (result.Value?.Items ?? []).Where(i => kind is null || i.Kind == kind.Value.Value).ToList();
        return Results.Ok(new Page<ItemView>(
            [.. items.OrderBy(i => i.Kind).ThenBy(i => i.Key, StringComparer.Ordinal).Skip(asked.Number * asked.Size).Take(asked.Size).Select(ItemView.Of)],
            items.Count));
    }

    private static async Task<IResult> ArtefactAsync(
        Caller caller, Word<ArtefactKind> kind, string key, HttpContext http, [FromServices] ReadReleases releases, CancellationToken cancellation)
    {
        var result = await releases.ArtefactAsync(caller.Actor, kind.Value, key, cancellation);
        return result.IsAccepted
            ? EntityTags.Of(http, result.Value.Hash, () => Results.Bytes(result.Value.Content, kind.Value == ArtefactKind.Decision ? "application/xml" : "application/json"))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> PublishAsync(
        Caller caller, Publishing body, HttpContext http, [FromServices] PublishRelease publish, CancellationToken cancellation)
    {
        var artefacts = PublishedArtefacts.Read(body.Artefacts);
        if (artefacts.Refusal is { } refused)
        {
            return refused;
        }

        if (!EntityTags.TryReadIfMatch(http, out var expected))
        {
            return RefuseIfMatch(http);
        }

        var result = await publish.HandleAsync(caller.Actor, new PublishReleaseCommand(artefacts.All, body.Note ?? "", expected), cancellation);
        return result.IsAccepted
            ? Results.Created($"{ApiRoutes.Root}/releases/{result.Value.Revision}", result.Value)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> WithdrawAsync(
        Caller caller,
        Word<ArtefactKind> kind,
        string key,
        HttpContext http,
        [FromServices] ReadReleases releases,
        [FromServices] PublishRelease publish,
        CancellationToken cancellation)
    {
        if (!EntityTags.TryReadIfMatch(http, out var expected))
        {
            return RefuseIfMatch(http);
        }

        var found = await releases.ArtefactAsync(caller.Actor, kind.Value, key, cancellation);
        return found.IsAccepted
            ? Answers.Of(await publish.HandleAsync(
                caller.Actor, new PublishReleaseCommand([], "", expected) { Withdrawn = [(kind.Value, key)] }, cancellation))
            : Answers.Of(found.Rejection);
    }

    private static IResult RefuseIfMatch(HttpContext http) =>
        RequestBodies.Refuse("If-Match", "request.if-match", Texts.RequestIfMatch.With(http.Request.Headers.IfMatch.ToString()));

    /// <param name="Note">For people who look at releases later.</param>
    internal sealed record Publishing([property: MostItems(10_000)] IReadOnlyList<PublishedArtefacts.Written>? Artefacts, string? Note);

    internal sealed record ItemView(ArtefactKind Kind, string Key, string Hash)
    {
        public static ItemView Of(ReleaseItem item) => new(item.Kind, item.Key, item.Hash.Value);
    }

    internal sealed record ReleaseDetailsView(ReleaseRow Release, IReadOnlyList<ItemView> Items)
    {
        public static ReleaseDetailsView Of(ReleaseDetails details) => new(details.Release, [.. details.Items.Select(ItemView.Of)]);
    }
}
