using LowCode.Portal.Session;
using LowCode.Work.People;

namespace LowCode.Host.Api;

/// <summary>Who calls an endpoint that needs a session; handlers take it as a parameter.</summary>
internal sealed record Caller(Actor Actor)
{
    public static ValueTask<Caller?> BindAsync(HttpContext http) =>
        ValueTask.FromResult(ActorClaims.ActorOf(http.User) is { } actor ? new Caller(actor) : null);
}
