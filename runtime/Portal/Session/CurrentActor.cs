using LowCode.Work.People;
using Microsoft.AspNetCore.Components.Authorization;

namespace LowCode.Portal.Session;

/// <summary>Who uses this circuit. Scoped: pages inject it and pass the actor on to the use cases.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page forgot that it needs a session.</exception>
    public async Task<Actor> GetAsync() =>
        await FindAsync() ?? throw new InvalidOperationException("Expected a signed-in person, but the session has none.");

    /// <summary>Null on public pages that nobody signed in for.</summary>
    public async Task<Actor?> FindAsync() => ActorClaims.ActorOf((await authentication.GetAuthenticationStateAsync()).User);
}
