using LowCode.Definitions.FormImports;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Work.Archives;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.FormImports;

/// <param name="Published">Null: it was only read.</param>
public sealed record ImportedForm(FormImport Import, byte[] Document, PublishedRelease? Published)
{
    public int Arrived => Import.Questions.Count(q => q.Arrived);
}

/// <summary>An administrator brings in a form of another system: looks at what is lost first, and publishes it then.</summary>
public sealed class ImportForm(PublishRelease publish)
{
    /// <param name="publishes">A form of that id that is there gets a new version, with all that a version is checked for.</param>
    public async Task<Result<ImportedForm>> HandleAsync(Actor actor, ImportedFile file, bool publishes, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var read = FormFileReader.Read(file.Content, file.Name, cancellation);
        if (read.Value is not { } import)
        {
            return Rejections.Invalid("form-import.invalid", read.Problems);
        }

        var document = FormJson.Write(import.Form);
        if (!publishes)
        {
            return new ImportedForm(import, document, null);
        }

        var artefact = Artefact.Of(ArtefactKind.Form, import.Form.FormId, document);
        var published = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], import.Form.Title.ToString()), cancellation);
        return published.IsAccepted ? new ImportedForm(import, document, published.Value) : published.Rejection;
    }
}
