using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Templates;

/// <summary>
/// A template's <c>template.json</c>. Shape: <c>templateId</c>, <c>version</c>, <c>name</c>, <c>description</c>, <c>roles</c> (<c>key</c>, <c>name</c>),
/// <c>departments</c> (<c>code</c>, <c>name</c>), <c>demoPeople</c> (<c>login</c>, <c>name</c>, <c>roles</c>, <c>department</c>).
/// </summary>
public static class TemplateJson
{
    /// <summary>A manifest, or every problem with its JSON pointer.</summary>
    public static Parsed<TemplateManifest> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, TemplateManifest.Format, (root, problems) =>
    {
        var manifest = new TemplateManifest(
            root.Text("templateId"),
            root.Text("version"),
            root.Localized("name"),
            root.Localized("description"),
            root.List("roles", r => new TemplateRole(r.Text("key"), r.Localized("name"))),
            root.List("departments", d => new TemplateDepartment(d.Text("code"), d.Localized("name"))),
            root.List("demoPeople", p => new TemplatePerson(p.Text("login"), p.Localized("name"), p.Texts("roles"), p.OptionalText("department")), isRequired: false));
        Check(manifest, problems);
        return manifest;
    });

    public static byte[] Write(TemplateManifest manifest) => DocumentWriter.Write(TemplateManifest.Format, json =>
    {
        json.WriteString("templateId", manifest.TemplateId);
        json.WriteString("version", manifest.Version);
        json.WriteTexts("name", manifest.Name);
        json.WriteTexts("description", manifest.Description);
        json.WriteList("roles", manifest.Roles, role =>
        {
            json.WriteString("key", role.Key);
            json.WriteTexts("name", role.Name);
        });
        json.WriteList("departments", manifest.Departments, department =>
        {
            json.WriteString("code", department.Code);
            json.WriteTexts("name", department.Name);
        });
        json.WriteList("demoPeople", manifest.DemoPeople, person =>
        {
            json.WriteString("login", person.Login);
            json.WriteTexts("name", person.Name);
            json.WriteWords("roles", person.Roles);
            json.WriteText("department", person.Department);
        });
    });

    private static void Check(TemplateManifest manifest, ProblemList problems)
    {
        if (manifest.TemplateId.Length > 0 && !Names.IsId(manifest.TemplateId))
        {
            problems.Add("/templateId", "document.bad-id", manifest.TemplateId);
        }

        if (manifest.Version.Length > 0 && !Version.TryParse(manifest.Version, out _))
        {
            problems.Add("/version", "template.bad-version", manifest.Version);
        }

        Names.Check(manifest.Roles.Select(r => r.Key), i => $"/roles/{i}/key", Names.IsId, problems);
        Names.Check(manifest.Departments.Select(d => d.Code), i => $"/departments/{i}/code", Names.IsId, problems);
        Names.Check(manifest.DemoPeople.Select(p => p.Login), i => $"/demoPeople/{i}/login", Names.IsId, problems);
        foreach (var (index, person) in manifest.DemoPeople.Index())
        {
            foreach (var (r, role) in person.Roles.Index().Where(r => r.Item.Length > 0 && !manifest.HasRole(r.Item)))
            {
                problems.Add($"/demoPeople/{index}/roles/{r}", "template.unknown-role", role, manifest.RoleKeys);
            }

            if (person.Department is { } department && !manifest.HasDepartment(department))
            {
                problems.Add($"/demoPeople/{index}/department", "template.unknown-department", department, manifest.DepartmentCodes);
            }
        }
    }
}
