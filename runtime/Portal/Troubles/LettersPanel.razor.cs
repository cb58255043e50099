using LowCode.Portal.Layout;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.DeadLetters;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Troubles;

/// <summary>What could not be delivered: shows it, sends it out again, gives it up. All of its state is in the address.</summary>
public sealed partial class LettersPanel
{
    private const int PageSize = 20;

    private LetterFilter _filter = new();
    private Fetched<LetterRows>? _list;
    private string? _problem;

    [Parameter]
    public string? State { get; set; }

    [Parameter]
    public string? Source { get; set; }

    [Parameter]
    public string? Instance { get; set; }

    [Parameter]
    public int? PageFromOne { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadDeadLetters Letters { get; set; }

    [Inject]
    public required ResolveDeadLetter Resolve { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required TroubleCount Count { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private int Page => Math.Max(0, (PageFromOne ?? 1) - 1);

    protected override void OnParametersSet() => _filter = LetterFilter.Of(State, Source, Instance);

    private async Task<LetterRows> ReadAsync(CancellationToken cancellation)
    {
        var found = await Letters.SearchAsync(Session.Actor, _filter.ToSearch(), new PageRequest(Page, PageSize), cancellation);
        var letters = found.Value ?? new Page<DeadLetter>([], 0);
        return new LetterRows(letters, await ProcessNames.ReadAsync(Definitions, Session.Tenant.Id, letters.Rows.Select(l => l.DefinitionId), cancellation));
    }

    private async Task ResolveAsync(DeadLetter letter, LetterEnd end)
    {
        var action = end == LetterEnd.Retried ? Texts.LetterRetry : Texts.LetterDiscard;
        if (await CommentDialog.AskAsync(Dialogs, action, end == LetterEnd.Retried ? Texts.LetterRetryHint : Texts.LetterDiscardHint) is not { } reason)
        {
            return;
        }

        var result = await Resolve.HandleAsync(Session.Actor, new ResolveDeadLetterCommand(letter.DeadLetterId, end, reason), CancellationToken.None);
        _problem = result.Rejection?.Message;
        await _list!.ReadAgainAsync();
        await Count.ReadAsync(Session.Actor);
    }

    private void Go(LetterFilter wanted) => Links.NavigateTo(Links.GetUriWithQueryParameters("/troubles", wanted.ToQuery()), replace: true);

    private string LinkTo(int page) => Links.GetUriWithQueryParameter("page", page == 0 ? null : page + 1);
}
