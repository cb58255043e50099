using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Hosts inside the network that processes may call, for administrators.</summary>
internal static class OutboundHostsApi
{
    public static void MapOutboundHostsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Access");
        api.MapGet("/outbound-hosts", ListAsync).RequireScope(Scope.ManageAccess).Produces<Listed<OutboundHost>>();
        api.MapPost("/outbound-hosts", AllowAsync).RequireScope(Scope.ManageAccess).Produces<OutboundHost>();
        api.MapDelete("/outbound-hosts/{host}", WithdrawAsync).RequireScope(Scope.ManageAccess).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(Caller caller, [FromServices] AllowHost hosts, CancellationToken cancellation)
    {
        var result = await hosts.AllAsync(caller.Actor, cancellation);
        return result.IsAccepted ? Results.Ok(new Listed<OutboundHost>(result.Value)) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> AllowAsync(Caller caller, Allowance body, [FromServices] AllowHost hosts, CancellationToken cancellation) =>
        RequestBodies.RefuseMissing(("host", body.Host)) ?? Answers.Of(await hosts.HandleAsync(caller.Actor, body.Host, cancellation));

    private static async Task<IResult> WithdrawAsync(Caller caller, string host, [FromServices] AllowHost hosts, CancellationToken cancellation)
    {
        var result = await hosts.WithdrawAsync(caller.Actor, host, cancellation);
        return result.IsAccepted ? Results.NoContent() : Answers.Of(result.Rejection);
    }

    internal sealed record Allowance(string? Host);
}
