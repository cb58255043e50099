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
}

public sealed record TemplateRole(string Key, LocalizedText Name);

public sealed record TemplateDepartment(string Code, LocalizedText Name);

/// <param name="Department">Code; null: none.</param>
public sealed record TemplatePerson(string Login, LocalizedText Name, IReadOnlyList<string> Roles, string? Department);

/// <summary>A template read from its folder: manifest and artefacts, checked.</summary>
public sealed record TemplatePackage(TemplateManifest Manifest, IReadOnlyList<Artefact> Artefacts);
