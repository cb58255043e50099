using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Attachments;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Portal.Cases;

/// <summary>Gives a form what it needs from the server: the tenant's dictionaries, departments and people, its map, and a place for attachments.</summary>
public sealed class FormContexts(
    PublishedDefinitions definitions, ReadAttachment read, AttachmentOptions limits, IDirectory directory, IMaps maps, TimeProvider time)
{
    private const int MostPeople = 50;

    public async Task<FormContext> ForAsync(PortalSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var tenant = session.Tenant.Id;
        var release = await definitions.CurrentAsync(tenant, cancellation);
        var attachments = new AttachmentPlace(
            "/attachments/uploads",
            id => $"/attachments/{id}",
            id => $"/attachments/{id}/small",
            (ids, stop) => DescribeAsync(session.Actor, ids, stop),
            limits.MegaBytes.ToDictionary(l => AttachmentKinds.WordOf(l.Key), l => l.Value));
        return new FormContext(release.Dictionary, session.Departments, session.Tenant.Zone, attachments)
        {
            People = new PeopleSearch((text, stop) => FindAsync(tenant, text, stop), (login, stop) => NameOfAsync(tenant, login, stop)),
            Signer = session.Actor.Name,
            Time = time,
            Map = maps.Of(tenant),
        };
    }

    /// <summary>For people without an account: they cannot read attachments back, and how many they may send is limited.</summary>
    public async Task<FormContext> ForPublicAsync(Tenant tenant, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var release = await definitions.CurrentAsync(tenant.Id, cancellation);
        var departments = await directory.DepartmentsAsync(tenant.Id, cancellation);
        var attachments = new AttachmentPlace(
            $"/public/{tenant.Id}/attachments/uploads",
            _ => null,
            _ => null,
            (_, _) => Task.FromResult<IReadOnlyList<AttachmentFacts>>([]),
            limits.MegaBytes.ToDictionary(l => AttachmentKinds.WordOf(l.Key), l => Math.Min(l.Value, limits.PublicMegaBytes)));
        return new FormContext(release.Dictionary, [.. departments.Select(d => new FormOption(d.Code, d.Name))], tenant.Zone, attachments) { Time = time };
    }

    private async Task<IReadOnlyList<AttachmentFacts>> DescribeAsync(Actor actor, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        [.. (await read.DescribeAsync(actor, ids, cancellation)).Select(a => new AttachmentFacts(a.AttachmentId, a.FileName, a.Bytes))];

    private async Task<IReadOnlyList<FormOption>> FindAsync(TenantId tenant, string text, CancellationToken cancellation) =>
    [
        .. (await directory.PeopleAsync(tenant, cancellation))
            .Where(p => p.IsEnabled && (p.Login.Contains(text, StringComparison.OrdinalIgnoreCase) || p.Name.ByLanguage.Values.Any(n => n.Contains(text, StringComparison.OrdinalIgnoreCase))))
            .Take(MostPeople)
            .Select(p => new FormOption(p.Login, p.Name)),
    ];

    private async Task<string?> NameOfAsync(TenantId tenant, string login, CancellationToken cancellation) =>
        (await directory.PersonAsync(tenant, login, cancellation))?.Name.ToString();
}
