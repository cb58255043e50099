using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <param name="Hash">Of the version that is current.</param>
public sealed record PublishedForm(FormDefinition Form, ContentHash Hash);

/// <summary>Finds the forms of the current release.</summary>
public sealed class ReadForms(PublishedDefinitions definitions)
{
    public async Task<Result<PublishedForm>> FindAsync(Actor actor, string formId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        return release.Form(formId) is { } form && release.FormHash(formId) is { } hash
            ? new PublishedForm(form, hash)
            : Rejections.NotFound("release.no-artefact", ArtefactKind.Form, formId);
    }
}
