using System.Security.Claims;
using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.People;

namespace LowCode.Portal.Session;

/// <summary>How a session carries who is signed in. The tenant comes from here and from nowhere else on routes that need a session.</summary>
public static class ActorClaims
{
    public const string Scheme = "session";
    public const string Tenant = "tenant";
    public const string Login = "login";
    public const string DisplayName = "name";
    public const string Role = "role";
    public const string Department = "department";
    public const string SecurityStamp = "stamp";

    public static ClaimsPrincipal PrincipalOf(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var identity = new ClaimsIdentity(Scheme, Login, Role);
        identity.AddClaim(new Claim(Tenant, person.Tenant.Value));
        identity.AddClaim(new Claim(Login, person.Login));
        identity.AddClaim(new Claim(DisplayName, person.Name.ToString()));
        identity.AddClaim(new Claim(SecurityStamp, person.SecurityStamp));
        identity.AddClaims(person.Roles.Select(role => new Claim(Role, role)));
        if (person.Department is { } department)
        {
            identity.AddClaim(new Claim(Department, department));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null where nobody is signed in.</summary>
    public static Actor? ActorOf(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.FindFirst(Tenant)?.Value is not { } tenant || principal.FindFirst(Login)?.Value is not { } login)
        {
            return null;
        }

        var roles = principal.FindAll(Role).Select(c => c.Value).ToArray();
        return new Actor(
            new TenantId(tenant),
            login,
            principal.FindFirst(DisplayName)?.Value ?? login,
            roles,
            principal.FindFirst(Department)?.Value,
            roles.Contains(Actor.AdministratorRole, StringComparer.Ordinal));
    }
}
