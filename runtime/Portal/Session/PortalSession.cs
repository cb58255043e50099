using LowCode.Definitions.Forms;
using LowCode.Work;
using LowCode.Work.People;

namespace LowCode.Portal.Session;

/// <summary>Who is at the screen and for which tenant; the layout cascades it to its page.</summary>
/// <param name="Departments">The tenant's departments, code and name.</param>
public sealed record PortalSession(Actor Actor, Tenant Tenant, IReadOnlyList<FormOption> Departments)
{
    /// <summary>There may be rules to read: an administrator, or somebody whom a published rule set names as a reader.</summary>
    public bool MayReadRules { get; init; }

    public string? DepartmentName => NameOf(Actor.Department);

    /// <summary>The code itself where the department is no longer there; null where there is no code.</summary>
    public string? NameOf(string? department) =>
        department is null ? null : Departments.FirstOrDefault(d => d.Value == department)?.Label.ToString() ?? department;
}
