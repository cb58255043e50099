using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.Portal.Layout;
using LowCode.Portal.Session;
using LowCode.Work.Cases;
using LowCode.Work.Privacy;
using LowCode.Work.Stores;
using Microsoft.Extensions.Logging;
using MudBlazor;

namespace LowCode.Portal.Cases;

/// <summary>Shows a masked value to whoever may look at it, once they have said why.</summary>
public sealed partial class FieldReveals(RevealField reveal, IDialogService dialogs, ISnackbar messages, StoreState store, ILogger<FieldReveals> log)
{
    public static IReadOnlyDictionary<string, bool> Of(IReadOnlyList<MaskedField> masked) => masked.ToDictionary(m => m.Key, m => m.MayReveal, StringComparer.Ordinal);

    /// <summary>Null: the person thought better of it, or was refused and told so.</summary>
    public async Task<RevealedValue?> AskAsync(PortalSession session, string number, string? taskId, FormField field)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(field);
        if (await CommentDialog.AskAsync(dialogs, Texts.RevealTitle.With(field.Label), Texts.RevealHint) is not { } reason)
        {
            return null;
        }

        try
        {
            var revealed = await reveal.HandleAsync(session.Actor, new RevealFieldCommand(number, field.Key, reason, taskId), CancellationToken.None);
            if (revealed.IsAccepted)
            {
                return new RevealedValue(revealed.Value.Value);
            }

            messages.Add(revealed.Rejection.Message, Severity.Error);
        }
        catch (Exception e)
        {
            LogFailure(log, e, field.Key, number);
            messages.Add(store.Refusal(e)?.Message ?? Texts.LoadFailedText, Severity.Error);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Revealing the field {Field} of case {Number} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string field, string number);
}
