using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Troubles;
using LowCode.Work.WakeUps;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Triggers that start no instances any more, because their starts ended the process: look, take up again.</summary>
internal static class SetAsideTriggersApi
{
    public static void MapSetAsideTriggersApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("SetAsideTriggers");
        api.MapGet("/set-aside-triggers", ListAsync).RequireScope(Scope.ReadInstances).Produces<Listed<SetAsideTrigger>>();
        api.MapPost("/set-aside-triggers/{definitionId}/{activityId}/take-up", TakeUpAsync).RequireScope(Scope.MendInstances).Produces<TakenUpTrigger>();
    }

    private static async Task<IResult> ListAsync(Caller caller, [FromServices] ReadSetAsideTriggers triggers, CancellationToken cancellation)
    {
        var result = await triggers.HandleAsync(caller.Actor, cancellation);
        return result.IsAccepted ? Results.Ok(new Listed<SetAsideTrigger>(result.Value)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> TakeUpAsync(
        Caller caller, string definitionId, string activityId, TakingUp body, [FromServices] TakeUpTrigger takeUp, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("reason", body.Reason))
        ?? Answers.Of(await takeUp.HandleAsync(caller.Actor, new TakeUpTriggerCommand(definitionId, activityId, body.Reason!), cancellation));

    internal sealed record TakingUp(string? Reason);
}
