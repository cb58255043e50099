using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <param name="DemoPassword">Installs the template's demo people with this password; null: without them.</param>
/// <param name="WithDepartments">False: the tenant brings its own.</param>
public sealed record InstallTemplateCommand(TemplatePackage Package, string? DemoPassword = null, bool WithDepartments = true);

/// <param name="Kept">Artefacts that the tenant changed since and that therefore stay as they are, as <c>Form/report</c>.</param>
public sealed record InstalledTemplate(long Revision, bool IsNew, IReadOnlyList<string> Kept);

/// <summary>
/// Installs a template into a tenant, or brings it to a newer version: a release, roles, departments and, where asked for, demo people.
/// Installing the same again changes nothing. What the tenant changed itself is kept, also what is changed while this installs; a rule set that two people must change
/// (<c>"changes": "checked"</c>) is brought to a newer version as long as it still is what a template brought.
/// </summary>
public sealed class InstallTemplate(IReleaseStore store, PublishRelease publish, IPeopleStore people, IDirectory directory, TimeProvider time)
{
    private const int Attempts = 5;

    public async Task<Result<InstalledTemplate>> HandleAsync(Actor actor, InstallTemplateCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        for (var attempt = 1; ; attempt++)
        {
            var published = await TryAsync(actor, command, cancellation);
            if (published.IsAccepted)
            {
                await InstallPeopleAsync(actor.Tenant, command, cancellation);
                return published;
            }

            // Somebody published between the look and the publication: what is the tenant's own may be more by now.
            if (published.Rejection.Kind != RejectionKind.Conflict || attempt == Attempts)
            {
                return published;
            }
        }
    }

    private async Task<Result<InstalledTemplate>> TryAsync(Actor actor, InstallTemplateCommand command, CancellationToken cancellation)
    {
        var manifest = command.Package.Manifest;
        var brought = command.Package.Artefacts.Select(a => new ReleaseItem(a.Kind, a.Key, a.Hash)).ToList();
        var before = await store.TemplateItemsAsync(actor.Tenant, manifest.TemplateId, cancellation);
        var revision = await store.RevisionAsync(actor.Tenant, cancellation);
        var current = (await store.ItemsAsync(actor.Tenant, revision, cancellation)).ToDictionary(i => (i.Kind, i.Key), i => i.Hash);
        var kept = brought.Where(i => IsTenantsOwn(i, before, current)).ToList();
        var isNew = brought.Any(i => !before.Contains(i)) || brought.Any(i => !current.ContainsKey((i.Kind, i.Key)));
        if (isNew)
        {
            var artefacts = command.Package.Artefacts.Where(a => !kept.Any(k => k.Kind == a.Kind && k.Key == a.Key)).ToList();
            var published = await publish.PublishAsync(
                actor,
                new PublishReleaseCommand(artefacts, $"{manifest.TemplateId} {manifest.Version}", revision),
                new TemplateSource(manifest.TemplateId, manifest.Version, brought),
                cancellation);
            if (!published.IsAccepted)
            {
                return published.Rejection;
            }

            revision = published.Value.Revision;
        }

        return new InstalledTemplate(revision, isNew, [.. kept.Select(k => $"{k.Kind}/{k.Key}")]);
    }

    /// <summary>The current artefact is neither what the template brings nor what it brought last.</summary>
    private static bool IsTenantsOwn(ReleaseItem item, IReadOnlyList<ReleaseItem> before, Dictionary<(ArtefactKind, string), ContentHash> current) =>
        current.TryGetValue((item.Kind, item.Key), out var hash)
        && hash != item.Hash
        && !before.Contains(item with { Hash = hash });

    private async Task InstallPeopleAsync(TenantId tenant, InstallTemplateCommand command, CancellationToken cancellation)
    {
        var manifest = command.Package.Manifest;
        await people.AddRolesAsync(tenant, [.. manifest.Roles.Select(r => new Role(r.Key, r.Name))], cancellation);
        if (command.WithDepartments)
        {
            await people.AddDepartmentsAsync(tenant, [.. manifest.Departments.Select(d => new Department(d.Code, d.Name))], cancellation);
        }

        if (command.DemoPassword is not { } demoPassword)
        {
            return;
        }

        var known = (await directory.PeopleAsync(tenant, cancellation)).Select(p => p.Login).ToHashSet(StringComparer.Ordinal);
        foreach (var person in manifest.DemoPeople.Where(p => !known.Contains(p.Login)))
        {
            await people.AddPersonAsync(
                new Person(
                    tenant,
                    person.Login,
                    person.Name,
                    person.Department,
                    person.Roles,
                    Language: null,
                    IsEnabled: true,
                    SecurityStamp: Guid.NewGuid().ToString("N")),
                PasswordHash.Of(demoPassword),
                time.GetUtcNow(),
                cancellation);
        }
    }
}
