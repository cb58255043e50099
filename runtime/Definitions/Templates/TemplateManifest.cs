using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Templates;

/// <summary>A template's <c>template.json</c>: what installing it brings into a tenant besides its artefacts. Format name: <c>lowcode.template/1</c>.</summary>
/// <param name="Roles">Roles that the process's tasks name.</param>
/// <param name="DemoPeople">Installed into demo tenants only.</param>
public sealed record TemplateManifest(
    string TemplateId,
    string Version,
    LocalizedText Name,
    LocalizedText Description,
    IReadOnlyList<TemplateRole> Roles,
    IReadOnlyList<TemplateDepartment> Departments,
    IReadOnlyList<TemplatePerson> DemoPeople)
{
    public const string Format = "lowcode.template/1";

    /// <summary>The role that every tenant has without a template naming it: may do everything in its tenant.</summary>
    public const string AdministratorRole = "administrator";

    internal string RoleKeys => string.Join(", ", Roles.Select(r => r.Key).Append(AdministratorRole));

    internal string DepartmentCodes => string.Join(", ", Departments.Select(d => d.Code));

    public bool HasRole(string key) => key == AdministratorRole || Roles.Any(r => r.Key == key);

    public bool HasDepartment(string code) => Departments.Any(d => d.Code == code);
}

public sealed record TemplateRole(string Key, LocalizedText Name);

public sealed record TemplateDepartment(string Code, LocalizedText Name);

/// <param name="Department">Code; null: none.</param>
public sealed record TemplatePerson(string Login, LocalizedText Name, IReadOnlyList<string> Roles, string? Department);

/// <summary>A template read from its folder: manifest and artefacts, checked.</summary>
public sealed record TemplatePackage(TemplateManifest Manifest, IReadOnlyList<Artefact> Artefacts);
