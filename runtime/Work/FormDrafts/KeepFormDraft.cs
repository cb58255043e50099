using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Work.People;

namespace LowCode.Work.FormDrafts;

/// <param name="FormHash">The version that is filled; null: the one that the subject asks for now.</param>
/// <param name="Seen">The revision that the caller knows; null: none.</param>
/// <param name="Device">As people call it, so that they know it again.</param>
public sealed record KeepFormDraftCommand(DraftSubject Subject, FormEntries Entries, string? FormHash, long? Seen, string? Device)
{
    /// <summary>The draft whose revision the caller knows; null: not said.</summary>
    public string? SeenDraft { get; init; }

    /// <summary>What another device had is not wanted any more.</summary>
    public bool ForgetsOther { get; init; }
}

/// <summary>
/// Keeps what somebody fills in, as it is: nothing of it is checked before it is submitted. The newest wins; what another device saved meanwhile is
/// kept beside it.
/// </summary>
public sealed class KeepFormDraft(IFormDrafts drafts, DraftForms forms, TimeProvider time)
{
    /// <summary>Why what was entered cannot be kept before it is shorter.</summary>
    public const string TooLarge = "form-draft.too-large";

    /// <summary>As large as a submission may be.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int LongestDevice = 60;

    public async Task<Result<FormDraft>> HandleAsync(Actor actor, KeepFormDraftCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        var found = await forms.FindAsync(actor, command.Subject, cancellation);
        if (!found.IsAccepted || found.Value.Refusal is not null)
        {
            return found.Rejection ?? found.Value!.Refusal!;
        }

        var hash = command.FormHash ?? found.Value.Hash;
        if (await forms.VersionAsync(actor, found.Value, hash, cancellation) is not { } form)
        {
            return Rejections.Conflict("case.unknown-form-version", found.Value.Form.FormId, hash);
        }

        var bytes = Encoding.UTF8.GetByteCount(command.Entries.Data.ToJsonString());
        if (bytes > MostBytes)
        {
            return Rejections.Invalid(TooLarge, MostBytes, bytes);
        }

        var now = time.GetUtcNow();
        var write = new FormDraftWrite(
            Guid.CreateVersion7(now).ToString("N"), actor.Login, command.Subject, form.FormId, hash, command.Entries, Short(command.Device), now, Attachments(form, command.Entries.Data), command.Seen)
        {
            SeenDraft = command.SeenDraft,
            ForgetsOther = command.ForgetsOther,
        };
        return await drafts.PutAsync(actor.Tenant, write, cancellation);
    }

    internal static IReadOnlyList<string> Attachments(FormDefinition form, JsonObject data) =>
        [.. form.Fields.SelectMany(f => FieldValue.Attachments(f, data[f.Key])).Distinct(StringComparer.Ordinal)];

    private static string? Short(string? device) =>
        string.IsNullOrWhiteSpace(device) ? null : string.Concat(device.Trim().EnumerateRunes().Take(LongestDevice));
}
