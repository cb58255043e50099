using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using LowCode.Work.Troubles;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Instances that stand still because their bursts ended the process. One is released beside the other interventions.</summary>
internal static class QuarantineApi
{
    public static void MapQuarantineApi(this IEndpointRouteBuilder routes) => routes.MapApi("Quarantine")
        .MapGet("/quarantined-instances", ListAsync).RequireScope(Scope.ReadInstances).Produces<Listed<QuarantinedView>>();

    private static async Task<IResult> ListAsync(Caller caller, [FromServices] ReadQuarantinedInstances quarantined, CancellationToken cancellation)
    {
        var result = await quarantined.HandleAsync(caller.Actor, cancellation);
        return result.IsAccepted ? Results.Ok(new Listed<QuarantinedView>([.. result.Value.Select(QuarantinedView.Of)])) : Answers.Of(result.Rejection);
    }

    /// <param name="Reason">recovery.</param>
    /// <param name="Attempts">Recoveries that failed.</param>
    internal sealed record QuarantinedView(string InstanceId, string? DefinitionId, string? CaseNumber, DateTimeOffset At, string Reason, int Attempts)
    {
        public static QuarantinedView Of(QuarantinedInstance instance) =>
            new(instance.InstanceId, instance.DefinitionId, instance.CaseNumber, instance.At, instance.Reason, instance.Attempts);
    }
}
