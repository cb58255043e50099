using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.DeadLetters;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What could not be delivered: look, send out again, give up.</summary>
internal static class DeadLettersApi
{
    public static void MapDeadLettersApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("DeadLetters");
        api.MapGet("/dead-letters", SearchAsync).RequireScope(Scope.ReadInstances).Produces<Page<DeadLetter>>();
        api.MapGet("/dead-letters/{letterId}", GetAsync).RequireScope(Scope.ReadInstances).Produces<DeadLetterDetail>();
        api.MapPost("/dead-letters/{letterId}/retry", RetryAsync).RequireScope(Scope.MendInstances).Produces<DeadLetterDetail>();
        api.MapPost("/dead-letters/{letterId}/discard", DiscardAsync).RequireScope(Scope.MendInstances).Produces<DeadLetterDetail>();
    }

    private static async Task<IResult> SearchAsync(
        Caller caller,
        string? source,
        string? reason,
        string? instanceId,
        bool? open,
        int? page,
        int? size,
        [FromServices] ReadDeadLetters letters,
        CancellationToken cancellation) =>
        Answers.Of(await letters.SearchAsync(caller.Actor, new DeadLetterSearch(source, reason, instanceId, open), PageQuery.Of(page, size), cancellation));

    private static async Task<IResult> GetAsync(Caller caller, string letterId, [FromServices] ReadDeadLetters letters, CancellationToken cancellation) =>
        Answers.Of(await letters.FindAsync(caller.Actor, letterId, cancellation));

    private static Task<IResult> RetryAsync(
        Caller caller, string letterId, Resolving body, [FromServices] ResolveDeadLetter resolve, CancellationToken cancellation) =>
        ResolveAsync(caller, new ResolveDeadLetterCommand(letterId, LetterEnd.Retried, body.Reason ?? ""), resolve, cancellation);

    private static Task<IResult> DiscardAsync(
        Caller caller, string letterId, Resolving body, [FromServices] ResolveDeadLetter resolve, CancellationToken cancellation) =>
        ResolveAsync(caller, new ResolveDeadLetterCommand(letterId, LetterEnd.Discarded, body.Reason ?? ""), resolve, cancellation);

    private static async Task<IResult> ResolveAsync(
        Caller caller, ResolveDeadLetterCommand command, ResolveDeadLetter resolve, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("reason", command.Reason)) ?? Answers.Of(await resolve.HandleAsync(caller.Actor, command, cancellation));

    internal sealed record Resolving(string? Reason);
}
