using System.Globalization;
using LowCode.Definitions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;

namespace LowCode.Work.Imports;

/// <summary>
/// Makes the tenant of an import ready: the tenant itself, the template, the file's departments, and classes that the dictionary lacks as
/// a release of that tenant. Each part is left alone where it is there already, so that doing it again changes nothing.
/// </summary>
public sealed class PrepareImport(
    CreateTenant createTenant,
    TemplateCatalog templates,
    InstallTemplate install,
    PublishRelease publish,
    PublishedDefinitions definitions,
    IPeopleStore people,
    IDirectory directory)
{
    internal async Task<(ImportTarget? Target, IReadOnlyList<Problem> Problems)> HandleAsync(
        ImportMapping mapping,
        TenantId id,
        TableInspection inspection,
        CancellationToken cancellation)
    {
        if (templates.Read(mapping.Template) is not { } template)
        {
            return Failed("/template", "template", string.Join(", ", templates.Ids), mapping.Template);
        }

        if (!template.IsValid)
        {
            return (null, template.Problems);
        }

        var created = await createTenant.HandleAsync(new CreateTenantCommand(id.Value, mapping.Tenant.Name, mapping.Tenant.TimeZone, IsDemo: false), cancellation);
        if (!created.IsAccepted)
        {
            return Failed(created.Rejection);
        }

        if (created.Value.TimeZone != mapping.Tenant.TimeZone)
        {
            return Failed("/tenant/timeZone", "time-zone", created.Value.TimeZone, mapping.Tenant.TimeZone);
        }

        // Stored with what it did, so its name is the same whatever the language of the terminal.
        var name = mapping.Actor.Name.In(CultureInfo.GetCultureInfo(LocalizedText.DefaultLanguage));
        var actor = new Actor(id, mapping.Actor.Login, name, [Actor.AdministratorRole], Department: null, IsAdministrator: true);
        var installed = await install.HandleAsync(actor, new InstallTemplateCommand(template.Value, WithDepartments: mapping.Department is null), cancellation);
        return installed.IsAccepted ? await FillAsync(mapping, actor, inspection, cancellation) : Failed(installed.Rejection);
    }

    private async Task<(ImportTarget? Target, IReadOnlyList<Problem> Problems)> FillAsync(
        ImportMapping mapping,
        Actor actor,
        TableInspection inspection,
        CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var problems = MappingChecks.Check(mapping, release);
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        await people.AddDepartmentsAsync(actor.Tenant, [.. inspection.Departments.Select(d => new Department(d.Key, NameOf(mapping, d.Key, d.Value)))], cancellation);
        if (mapping.Class is { } classes)
        {
            var dictionary = release.Dictionary(classes.Dictionary)!;
            var extended = new ClassCodes(classes, dictionary).Extend(inspection.Classes);
            if (extended != dictionary)
            {
                var artefact = Artefact.Of(ArtefactKind.Dictionary, extended.DictionaryId, DictionaryJson.Write(extended));
                var published = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], mapping.Source), cancellation);
                if (!published.IsAccepted)
                {
                    return Failed(published.Rejection);
                }

                release = await definitions.CurrentAsync(actor.Tenant, cancellation);
            }
        }

        var departments = await directory.DepartmentsAsync(actor.Tenant, cancellation);
        return (new ImportTarget(mapping, actor, release, release.CaseType(mapping.CaseType)!, departments), []);
    }

    /// <summary>The mapping's name, else the file's.</summary>
    private static LocalizedText NameOf(ImportMapping mapping, string code, string name) =>
        mapping.Department!.Names.GetValueOrDefault(code)
        ?? new LocalizedText(new Dictionary<string, string> { [LocalizedText.DefaultLanguage] = name });

    private static (ImportTarget? Target, IReadOnlyList<Problem> Problems) Failed(string path, string code, params object[] arguments) =>
        (null, [new Problem(path, "import.mapping." + code, ImportTexts.Get("mapping." + code, arguments))]);

    private static (ImportTarget? Target, IReadOnlyList<Problem> Problems) Failed(Rejection rejection) =>
        (null, rejection.Problems.Count > 0 ? rejection.Problems : [new Problem("", rejection.Code, rejection.Message)]);
}
