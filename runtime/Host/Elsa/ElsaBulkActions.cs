using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What Elsa Studio does with the rows that are ticked: each by itself, so that one that is refused keeps none of the others.</summary>
internal static class ElsaBulkActions
{
    public static void MapElsaBulkActions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishAsync).RequireScope(Scope.PublishReleases);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractAsync).RequireScope(Scope.PublishReleases);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", DeleteAsync).RequireScope(Scope.PublishReleases);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", DeleteVersionsAsync).RequireScope(Scope.PublishReleases);
    }

    private static async Task<IResult> PublishAsync(
        Caller caller, ByDefinitionIds body, [FromServices] PublishDefinition publish, CancellationToken cancellation)
    {
        if (body.DefinitionIds is not { } ids)
        {
            return Missing("definitionIds");
        }

        var (published, alreadyPublished, notFound, skipped, failed) =
            (new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var (updatedConsumers, warnings) = (new List<string>(), new Dictionary<string, string[]>(StringComparer.Ordinal));
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var result = await publish.HandleAsync(caller.Actor, id, expected: null, cancellation);
            switch (result)
            {
                case { Value: { } done }:
                    (done.IsNew ? published : alreadyPublished).Add(id);
                    updatedConsumers.AddRange(done.Version.UpdatedConsumers);
                    break;
                case { Rejection.Kind: RejectionKind.NotFound }:
                    notFound.Add(id);
                    break;
                case { Rejection.Code: "definition.read-only" }:
                    skipped.Add(id);
                    break;
                default:
                    failed.Add(id);
                    warnings[id] = [.. result.Rejection!.Problems.Select(p => $"{p.Path} {p.Message}").DefaultIfEmpty(result.Rejection.Message)];
                    break;
            }
        }

        return Results.Json(new { published, alreadyPublished, notFound, skipped, updatedConsumers, failed, warnings }, ElsaJson.Options);
    }

    private static async Task<IResult> RetractAsync(
        Caller caller, ByDefinitionIds body, [FromServices] ReadDefinitions read, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        if (body.DefinitionIds is not { } ids)
        {
            return Missing("definitionIds");
        }

        var (retracted, alreadyRetracted, notFound, skipped) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var isPublished = (await read.FindAsync(caller.Actor, id, VersionChoice.Published, cancellation)).IsAccepted;
            var result = await retract.HandleAsync(caller.Actor, id, cancellation);
            var list = result switch
            {
                { IsAccepted: true } => isPublished ? retracted : alreadyRetracted,
                { Rejection.Kind: RejectionKind.NotFound } => notFound,
                _ => skipped,
            };
            list.Add(id);
        }

        return Results.Json(new { retracted, alreadyRetracted, notPublished = alreadyRetracted, notFound, skipped }, ElsaJson.Options);
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, ByDefinitionIds body, [FromServices] ReadDefinitions read, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        if (body.DefinitionIds is not { } ids)
        {
            return Missing("definitionIds");
        }

        var deleted = 0;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var latest = await read.FindAsync(caller.Actor, id, VersionChoice.Latest, cancellation);
            if (latest.Value is { Summary.IsReadOnly: false } && (await retract.DeleteAsync(caller.Actor, id, cancellation)).IsAccepted)
            {
                deleted++;
            }
        }

        return Results.Json(new { deleted }, ElsaJson.Options);
    }

    private static async Task<IResult> DeleteVersionsAsync(
        Caller caller, ByIds body, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        if (body.Ids is not { } ids)
        {
            return Missing("ids");
        }

        var deleted = 0;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if ((await retract.DeleteVersionAsync(caller.Actor, id, cancellation)).IsAccepted)
            {
                deleted++;
            }
        }

        return Results.Json(new { deleted }, ElsaJson.Options);
    }

    private static IResult Missing(string member) => RequestBodies.Refuse(member, "request.missing-member", Texts.RequestMissingMember.With(member));

    internal sealed record ByDefinitionIds(IReadOnlyList<string>? DefinitionIds);

    internal sealed record ByIds(IReadOnlyList<string>? Ids);
}
