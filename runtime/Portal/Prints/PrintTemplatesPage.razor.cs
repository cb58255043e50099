using LowCode.Definitions.Prints;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Portal.Prints;

/// <summary>An administrator edits how cases, lists and forms are printed; what is not edited is printed as the product prints it.</summary>
public sealed partial class PrintTemplatesPage
{
    private IReadOnlyList<(string Id, PrintSubject Subject, LocalizedText Title)> _subjects = [];
    private string _chosen = PrintDefaults.List;
    private PrintOrientation _orientation;
    private string? _watermark;
    private string? _body;
    private string? _style;
    private bool _isOwn;
    private string? _done;
    private string? _preview;
    private Rejection? _refusal;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required PublishRelease Publish { get; set; }

    [Inject]
    public required PrintPages Pages { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!Session.Actor.IsAdministrator)
        {
            return;
        }

        var release = await Definitions.CurrentAsync(Session.Tenant.Id, CancellationToken.None);
        _subjects =
        [
            .. release.CaseTypes.Select(t => (t.CaseTypeId, PrintSubject.Case, t.Name)),
            (PrintDefaults.List, PrintSubject.List, LocalizedText.Empty),
            .. release.Items.Where(i => i.Kind == ArtefactKind.Form && release.CaseType(i.Key) is null && i.Key != PrintDefaults.List).Select(i => (i.Key, PrintSubject.Form, release.Form(i.Key)!.Title)),
        ];
        _chosen = _subjects[0].Id;
        await ShowAsync();
    }

    private static string Words(PrintSubject subject) => subject switch
    {
        PrintSubject.Case => Texts.PrintCase,
        PrintSubject.Form => Texts.PrintForm,
        _ => Texts.PrintList,
    };

    private async Task ShowAsync()
    {
        (_done, _refusal) = (null, null);
        var release = await Definitions.CurrentAsync(Session.Tenant.Id, CancellationToken.None);
        var own = release.PrintTemplate(_chosen);
        var (_, subject, title) = _subjects.First(s => s.Id == _chosen);
        var shown = own ?? PrintDefaults.Of(subject, _chosen, title);
        (_isOwn, _orientation, _watermark, _body, _style) = (own is not null, shown.Orientation, shown.Watermark, shown.Body, shown.Style);
    }

    private PrintTemplate Written()
    {
        var (id, subject, title) = _subjects.First(s => s.Id == _chosen);
        return new PrintTemplate(id, title.IsEmpty ? LocalizedText.Of(id, id) : title, subject, _body ?? "")
        {
            Orientation = _orientation,
            Watermark = string.IsNullOrWhiteSpace(_watermark) ? null : _watermark,
            Style = string.IsNullOrWhiteSpace(_style) ? null : _style,
        };
    }

    // The browser keeps the pages for whoever opens the link; nothing of a preview stays on the server.
    private async Task PreviewAsync()
    {
        var printed = await Pages.PreviewAsync(Session.Actor, Written(), CancellationToken.None);
        (_refusal, _done) = (printed.IsAccepted ? null : printed.Rejection, null);
        if (printed.IsAccepted)
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/LowCode.Portal/prints.js");
            using var pdf = new DotNetStreamReference(new MemoryStream(printed.Value));
            _preview = await module.InvokeAsync<string>("keep", pdf, _preview);
        }
    }

    private async Task PublishAsync()
    {
        var template = Written();
        var artefact = Artefact.Of(ArtefactKind.PrintTemplate, template.TemplateId, PrintTemplateJson.Write(template));
        await SayAsync(await Publish.HandleAsync(Session.Actor, new PublishReleaseCommand([artefact], Texts.PrintTemplates), CancellationToken.None));
    }

    private async Task WithdrawAsync() => await SayAsync(await Publish.HandleAsync(
        Session.Actor, new PublishReleaseCommand([], Texts.PrintTemplates) { Withdrawn = [(ArtefactKind.PrintTemplate, _chosen)] }, CancellationToken.None));

    private async Task SayAsync(Result<PublishedRelease> result)
    {
        if (result.IsAccepted)
        {
            await ShowAsync();
            _done = Texts.PrintPublished.With(result.Value.Revision);
        }
        else
        {
            (_refusal, _done) = (result.Rejection, null);
        }
    }
}
