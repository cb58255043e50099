using LowCode.Definitions.Rules;
using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Evaluations;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What rules did in processes, and what they would have done by a draft.</summary>
internal static class EvaluationsApi
{
    /// <param name="mostBytes">Of a draft: what can be published can be tried.</param>
    public static void MapEvaluationsApi(this IEndpointRouteBuilder routes, long mostBytes)
    {
        var api = routes.MapApi("Rules");
        api.MapGet("/rules/{set}/effect", EffectAsync).RequireScope(Scope.EvaluateRules);
        api.MapPost("/rules/{set}/replay", ReplayAsync).RequireScope(Scope.ReadInstances).WithMetadata(new RequestSizeLimitAttribute(mostBytes));
    }

    private static async Task<IResult> EffectAsync(Caller caller, string set, [FromServices] ReadRuleEffects effects, CancellationToken cancellation)
    {
        var result = await effects.HandleAsync(caller.Actor, set, cancellation);
        return result.IsAccepted ? Results.Ok(EffectView.Of(result.Value)) : Answers.Of(result.Rejection);
    }

    /// <summary>The body is a whole rule set as JSON.</summary>
    /// <param name="rule">With it the body is this one rule; all others stay as they are published.</param>
    /// <param name="limit">How many of the newest bursts are looked at; left out: 500.</param>
    private static async Task<IResult> ReplayAsync(
        HttpContext http, Caller caller, string set, string? rule, int? limit, [FromServices] ReplayEvaluations replay, CancellationToken cancellation)
    {
        using var draft = new MemoryStream();
        await http.Request.Body.CopyToAsync(draft, cancellation);
        return Answers.Of(await replay.HandleAsync(caller.Actor, new ReplayCommand(set, draft.ToArray(), rule, limit ?? 500), cancellation));
    }

    /// <param name="Documents">Judged since.</param>
    /// <param name="Counted">Of the documents, those of which counts alone are kept.</param>
    /// <param name="Untried">Rules that no stored test makes hold.</param>
    internal sealed record EffectView(string Hash, int Documents, int Counted, DateTimeOffset? Since, bool IsAll, int Untried, IReadOnlyList<RuleView> Rules)
    {
        public static EffectView Of(RuleSetEffect effect) => new(
            effect.Hash,
            effect.Documents,
            effect.Counted,
            effect.Since,
            effect.IsAll,
            effect.Untried,
            [.. effect.Rules.Select(r => new RuleView(r.Rule.Id, r.Rule.Name, RuleActionWords.Of(r.Rule.Action), r.Rule.Basis, r.Rule.Owner, r.Hits, r.Found, r.FalseAlarms, r.Tests, r.LastHit?.At))]);
    }

    /// <param name="Tests">Stored tests in which it must hold.</param>
    internal sealed record RuleView(
        string Id, string Name, string Action, string? Basis, string? Owner, int Hits, int? Found, int? FalseAlarms, int Tests, DateTimeOffset? LastHit);
}
