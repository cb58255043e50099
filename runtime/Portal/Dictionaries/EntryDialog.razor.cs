using LowCode.Definitions.Dictionaries;
using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Dictionaries;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Dictionaries;

/// <summary>A code and what each layer says of it; what is changed goes into the draft. Closes with true where something was saved.</summary>
public sealed partial class EntryDialog
{
    private readonly EntryDraft _draft = new();
    private Rejection? _refusal;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required PortalSession Session { get; set; }

    [Parameter, EditorRequired]
    public required DictionaryView View { get; set; }

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public CodeRow? Row { get; set; }

    [Inject]
    public required EditDictionary Edit { get; set; }

    private IEnumerable<(DictionaryDefinition Layer, DictionaryEntry? Entry)> Said =>
        View.Dictionary.Layers.Select(l => (l, l.OriginOf(Row!.Entry.Code) == l ? l.Find(Row.Entry.Code, Row.Entry.ValidFrom) : null));

    public static async Task<bool> ShowAsync(IDialogService dialogs, PortalSession session, DictionaryView view, CodeRow? row)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var options = new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Medium, CloseOnEscapeKey = true };
        var parameters = new DialogParameters<EntryDialog> { { d => d.Session, session }, { d => d.View, view }, { d => d.Row, row } };
        var dialog = await dialogs.ShowAsync<EntryDialog>(row is null ? Texts.CodeNewTitle : Texts.CodeEdit.With(row.Entry.Code), parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    protected override void OnInitialized() => _draft.Fill(Row?.Entry);

    private async Task SaveAsync()
    {
        var code = _draft.Code.Trim();
        End(await Edit.PutAsync(Session.Actor, View.Dictionary.DictionaryId, code, Row?.Entry.ValidFrom, _draft.Write(View.Dictionary.AllAttributes), CancellationToken.None));
    }

    private async Task RemoveAsync() =>
        End(await Edit.RemoveAsync(Session.Actor, View.Dictionary.DictionaryId, Row!.Entry.Code, Row.Entry.ValidFrom, CancellationToken.None));

    private void End(Result<DictionaryView> result)
    {
        _refusal = result.Rejection;
        if (result.IsAccepted)
        {
            Dialog.Close(DialogResult.Ok(true));
        }
    }
}
