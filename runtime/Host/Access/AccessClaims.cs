using System.Security.Claims;
using LowCode.Portal.Session;
using LowCode.Work.Access;

namespace LowCode.Host.Access;

/// <summary>How a request carries the key that it came with.</summary>
internal static class AccessClaims
{
    public const string KeyScheme = "api-key";

    private const string ScopeClaim = "scope";

    public static ClaimsPrincipal PrincipalOf(ApiKey key)
    {
        var actor = key.ToActor();
        var identity = new ClaimsIdentity(KeyScheme, ActorClaims.Login, ActorClaims.Role);
        identity.AddClaim(new Claim(ActorClaims.Tenant, actor.Tenant.Value));
        identity.AddClaim(new Claim(ActorClaims.Login, actor.Login));
        identity.AddClaim(new Claim(ActorClaims.DisplayName, actor.Name));
        identity.AddClaims(actor.Roles.Select(role => new Claim(ActorClaims.Role, role)));
        identity.AddClaims(key.Scopes.Select(scope => new Claim(ScopeClaim, scope)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null: no key was used, so no scopes bind.</summary>
    public static IReadOnlyCollection<string>? ScopesOf(ClaimsPrincipal principal) =>
        principal.Identity?.AuthenticationType == KeyScheme ? [.. principal.FindAll(ScopeClaim).Select(c => c.Value)] : null;
}
