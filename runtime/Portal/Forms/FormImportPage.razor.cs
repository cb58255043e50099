using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Archives;
using LowCode.Work.FormImports;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace LowCode.Portal.Forms;

/// <summary>A form of another system is looked at with all that is lost of it, and published.</summary>
public sealed partial class FormImportPage
{
    private const int MostShown = 200;

    private static readonly JsonSerializerOptions _readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private ImportedFile? _file;
    private ImportedForm? _imported;
    private Rejection? _refusal;
    private string? _done;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ImportForm Import { get; set; }

    private static string DataLink(byte[] json) => $"data:application/json;base64,{Convert.ToBase64String(json)}";

    private static byte[] Report(ImportedForm imported) =>
        JsonSerializer.SerializeToUtf8Bytes(new { imported.Import.Questions, imported.Import.Losses, imported.Import.Renamed }, _readable);

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_file, _imported, _refusal, _done) = (null, null, null, null);
        if (chosen.File.Size > FormFileReader.MostBytes)
        {
            _refusal = new Rejection(RejectionKind.Invalid, "form-import.size", Texts.FormImportTooLarge.With(FormFileReader.MostBytes / 1024 / 1024));
            return;
        }

        using var content = new MemoryStream();
        await using var stream = chosen.File.OpenReadStream(FormFileReader.MostBytes);
        await stream.CopyToAsync(content);
        _file = new ImportedFile(chosen.File.Name, content.ToArray());
        var answer = await Import.HandleAsync(Session.Actor, _file, publishes: false, CancellationToken.None);
        (_imported, _refusal) = (answer.Value, answer.Rejection);
    }

    private async Task PublishAsync()
    {
        var answer = await Import.HandleAsync(Session.Actor, _file!, publishes: true, CancellationToken.None);
        _refusal = answer.Rejection;
        _done = answer.Value?.Published is { } published ? published.IsNew ? Texts.FormImportPublished.With(published.Revision) : Texts.FormImportSame : null;
    }
}
