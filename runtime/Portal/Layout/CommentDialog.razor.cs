using LowCode.FormUi;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Layout;

/// <summary>Asks for the reason that an outcome (不予受理, 回退, 核查不通过) or an action of an administrator needs.</summary>
public sealed partial class CommentDialog
{
    private string? _comment;
    private bool _isMissing;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>What becomes of the reason, and of the action; null: it goes into the case's history.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <returns>Null: the person thought better of it.</returns>
    public static async Task<string?> AskAsync(IDialogService dialogs, string outcome, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var options = new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, BackdropClick = false, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<CommentDialog>(
            Texts.CommentTitle.With(outcome), new DialogParameters<CommentDialog> { { d => d.Hint, hint } }, options);
        return await dialog.Result is { Canceled: false, Data: string comment } ? comment : null;
    }

    private void Confirm()
    {
        if (string.IsNullOrWhiteSpace(_comment))
        {
            _isMissing = true;
            return;
        }

        Dialog.Close(DialogResult.Ok(_comment.Trim()));
    }
}
