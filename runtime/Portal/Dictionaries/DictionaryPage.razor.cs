using System.Globalization;
using LowCode.Definitions.Dictionaries;
using LowCode.FormUi;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Dictionaries;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Dictionaries;

/// <summary>One dictionary: its tree as of a day with what the layers say, its files, and the draft that somebody works on.</summary>
public sealed partial class DictionaryPage
{
    private const int PageSize = 50;

    private Fetched<Result<DictionaryView>>? _fetched;
    private string? _done;
    private Rejection? _refusal;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Parameter]
    public required string Id { get; set; }

    /// <summary>What is being worked on instead of what is published.</summary>
    [SupplyParameterFromQuery(Name = "draft")]
    public bool Draft { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery(Name = "ended")]
    public bool Ended { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int Number { get; set; }

    [Inject]
    public required ReadDictionaries Dictionaries { get; set; }

    [Inject]
    public required EditDictionary Edit { get; set; }

    [Inject]
    public required ExchangeDictionaries Exchange { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private int Page => Math.Max(Number - 1, 0);

    private DateOnly Today => Layout.WallClock.DayOf(Time.GetUtcNow(), Session.Tenant.Zone);

    private DateOnly Day => DayText is { } text && AttributeValues.Date(text) is { } day ? day : Today;

    private Task<Result<DictionaryView>> ReadAsync(CancellationToken cancellation) => Dictionaries.FindAsync(Session.Actor, Id, Draft, cancellation);

    private static string Subtitle(DictionaryView view)
    {
        var own = Texts.DictionarySubtitle.With(view.Dictionary.DictionaryId, DictionaryWords.Layer(view.Dictionary.Layer), view.Dictionary.Count.ToString("N0", CultureInfo.CurrentCulture));
        return view.Dictionary.Below is null ? own : $"{own} · {Texts.DictionaryOver} {string.Join("、", view.Dictionary.Layers.Skip(1).Select(l => $"{l.Name}（{DictionaryWords.Layer(l.Layer)}）"))}";
    }

    private string LinkTo(string name, string? value)
    {
        var query = new Dictionary<string, object?>
        {
            ["draft"] = Draft ? "true" : null,
            ["q"] = Search,
            ["day"] = DayText,
            ["ended"] = Ended ? "true" : null,
            ["page"] = null,
        };
        query[name] = string.IsNullOrWhiteSpace(value) ? null : value;
        return Links.GetUriWithQueryParameters(DictionaryWords.Link(Id), query);
    }

    private void Go(string name, string? value) => Links.NavigateTo(LinkTo(name, value), replace: true);

    private async Task EditAsync(DictionaryView view, CodeRow? row)
    {
        // What is published is edited as it is in the draft, where there is one.
        var latest = view.IsDraft || view.Draft is null ? view : (await Dictionaries.FindAsync(Session.Actor, Id, asDraft: true, CancellationToken.None)).Value ?? view;
        var shown = row is null ? null : ReadDictionaries.Code(latest, row.Entry.Code, Day);
        if (await EntryDialog.ShowAsync(Dialogs, Session, latest, shown))
        {
            await ShowDraftAsync(null);
        }
    }

    private async Task<Result<string>> ImportAsync(byte[] content, SheetFormat format)
    {
        var result = await Exchange.ImportAsync(Session.Actor, Id, content, format, CancellationToken.None);
        if (!result.IsAccepted)
        {
            return result.Rejection;
        }

        var said = Texts.DictionaryImported.With(result.Value.Entries, result.Value.Added, result.Value.Changed, result.Value.Retired);
        await ShowDraftAsync(null);
        return said;
    }

    private async Task PublishAsync()
    {
        var result = await Edit.PublishAsync(Session.Actor, Id, CancellationToken.None);
        _refusal = result.Rejection;
        if (result.IsAccepted)
        {
            _done = result.Value.IsNew ? Texts.DictionaryDone.With(result.Value.Revision) : Texts.DictionarySame;
            await LeaveDraftAsync();
        }
    }

    private async Task DiscardAsync()
    {
        if (await Dialogs.ShowMessageBoxAsync(Texts.DictionaryDiscard, Texts.DictionaryDiscardText, Texts.DictionaryDiscard, cancelText: Texts.Cancel) != true)
        {
            return;
        }

        var result = await Edit.DiscardAsync(Session.Actor, Id, CancellationToken.None);
        (_refusal, _done) = (result.Rejection, null);
        if (result.Value is { IsGone: true })
        {
            Links.NavigateTo(DictionaryWords.List);
        }
        else if (result.IsAccepted)
        {
            await LeaveDraftAsync();
        }
    }

    private async Task ShowDraftAsync(string? done)
    {
        (_refusal, _done) = (null, done);
        if (Draft)
        {
            await _fetched!.ReadAgainAsync();
        }
        else
        {
            Go("draft", "true");
        }
    }

    private async Task LeaveDraftAsync()
    {
        if (Draft)
        {
            Go("draft", null);
        }
        else
        {
            await _fetched!.ReadAgainAsync();
        }
    }
}
