using LowCode.Definitions;
using LowCode.Work.Texts;

namespace LowCode.Work.People;

/// <summary>Who asks. Made by sign-in only; every use case takes it first.</summary>
/// <param name="Department">Code; null: none.</param>
public sealed record Actor(
    TenantId Tenant,
    string Login,
    string Name,
    IReadOnlyList<string> Roles,
    string? Department,
    bool IsAdministrator)
{
    /// <summary>Key of the role that may do everything in its tenant.</summary>
    public const string AdministratorRole = "administrator";

    internal const string PublicLogin = "public";
    internal const string SystemLogin = "system";

    /// <summary>The product itself: installs templates, imports, makes samples.</summary>
    public static Actor System(TenantId tenant) => new(tenant, SystemLogin, WorkTexts.Of("actor.system"), [AdministratorRole], null, true);

    /// <summary>The public without an account; may report and look up by number and phone, nothing else.</summary>
    public static Actor Public(TenantId tenant) => new(tenant, PublicLogin, WorkTexts.Of("actor.public"), [], null, false);

    public static Actor Of(Person person) =>
        new(person.Tenant, person.Login, person.Name.ToString(), person.Roles, person.Department, person.Roles.Contains(AdministratorRole));

    public bool IsPublic => Login == PublicLogin;

    /// <summary>The login is not that of a key, of the public or of the product itself. No person's login has a slash.</summary>
    public static bool IsPerson(string login) => login is not (PublicLogin or SystemLogin) && !login.Contains('/', StringComparison.Ordinal);
}
