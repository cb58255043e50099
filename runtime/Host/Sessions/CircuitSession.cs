using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace LowCode.Host.Sessions;

/// <summary>A circuit outlives the request that opened it, so it asks again by itself whether its session still holds.</summary>
public sealed class CircuitSession(ILoggerFactory logs, SessionCheck check) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => SessionCheck.Freshness;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.Identity?.IsAuthenticated != true || await check.HoldsAsync(authenticationState.User, cancellationToken);
}
