using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Photos;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Portal.Cases;

/// <summary>Gives a form what it needs from the server: the tenant's dictionaries and departments, and a place for its photos.</summary>
public sealed class FormContexts(PublishedDefinitions definitions, StoreAttachment store, IDirectory directory, PublicLimiter limiter, ClientAddress client)
{
    public async Task<FormContext> ForAsync(PortalSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var release = await definitions.CurrentAsync(session.Tenant.Id, cancellation);
        return new FormContext(
            release.Dictionary,
            session.Departments,
            session.Tenant.Zone,
            new PhotoStore((file, stop) => KeepAsync(session.Actor, file, stop), id => $"/attachments/{id}"));
    }

    /// <summary>For people without an account: they cannot read photos back, and how many they may send is limited.</summary>
    public async Task<FormContext> ForPublicAsync(Tenant tenant, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var release = await definitions.CurrentAsync(tenant.Id, cancellation);
        var departments = await directory.DepartmentsAsync(tenant.Id, cancellation);
        return new FormContext(
            release.Dictionary,
            [.. departments.Select(d => new FormOption(d.Code, d.Name))],
            tenant.Zone,
            new PhotoStore((file, stop) => KeepLimitedAsync(Actor.Public(tenant.Id), file, stop), _ => null));
    }

    private Task<KeptPhoto> KeepLimitedAsync(Actor actor, PhotoFile file, CancellationToken cancellation) =>
        limiter.TryTake(client) ? KeepAsync(actor, file, cancellation) : Task.FromResult(new KeptPhoto(null, Texts.PublicTooMany));

    private async Task<KeptPhoto> KeepAsync(Actor actor, PhotoFile file, CancellationToken cancellation)
    {
        var stored = await store.HandleAsync(actor, AttachmentKind.Photo, file.Name, file.Content, cancellation);
        return stored.IsAccepted ? new KeptPhoto(stored.Value.AttachmentId, null) : new KeptPhoto(null, stored.Rejection.Message);
    }
}
