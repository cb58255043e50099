using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.Work.Attachments;
using LowCode.Work.Texts;

namespace LowCode.Work.Cases;

/// <summary>
/// What a form's fields say about their attachments, which only the server knows: that there are such, that a photo is a photo, and no larger
/// and of no other format than the field takes. The burst that binds them looks again: what belongs to another case by then is refused there.
/// </summary>
public sealed class SubmittedAttachments(IAttachmentStore store)
{
    /// <param name="accepted">What counts of what was filled. Of more attachments than a field takes none is looked up.</param>
    internal async Task<IReadOnlyList<Problem>> CheckAsync(FilledForm filled, CheckedSubmission accepted, CancellationToken cancellation)
    {
        var tooMany = accepted.Problems.Where(p => p.Code == "form.too-many-photos").Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
        var held = filled.Form.Fields
            .SelectMany(f => HeldBy(f, filled.Data[f.Key], new FieldPlace(f.Key)))
            .Where(h => !tooMany.Contains(h.Place.ToString()) && accepted.Takes(h.Place))
            .ToList();
        if (held.Count == 0)
        {
            return [];
        }

        var found = (await store.FindAllAsync(filled.Actor.Tenant, [.. held.Select(h => h.Id).Distinct()], cancellation)).ToDictionary(s => s.Attachment.AttachmentId);
        return
        [
            .. held.Select(h => found.GetValueOrDefault(h.Id) is { IsComplete: true } stored && IsTheirs(stored, filled)
                ? ProblemOf(h, stored.Attachment)
                : Of(h, "attachment.refused", h.Id)).OfType<Problem>(),
        ];
    }

    private static bool IsTheirs(StoredAttachment stored, FilledForm filled) =>
        stored.CreatedBy == filled.Actor.Login || (filled.CaseId is not null && stored.Attachment.CaseId == filled.CaseId);

    private static IEnumerable<Held> HeldBy(FormField field, JsonNode? value, FieldPlace place)
    {
        if (field.Type != FieldType.Table)
        {
            return FieldValue.Attachments(field, value).Select(id => new Held(field, place, id));
        }

        return value is JsonArray rows
            ? rows.Index().Where(r => r.Item is JsonObject).SelectMany(r => field.Columns.SelectMany(c => HeldBy(c, r.Item![c.Key], new FieldPlace(field.Key, r.Index, c.Key))))
            : [];
    }

    private static Problem? ProblemOf(Held held, Attachment attachment)
    {
        var kind = KindOf(held.Field.Type);
        if (attachment.Kind != kind)
        {
            return Of(held, "attachment.wrong-kind", held.Field.Label, AttachmentKinds.WordOf(kind), AttachmentKinds.WordOf(attachment.Kind));
        }

        if (attachment.Bytes > held.Field.Media.MaxBytes)
        {
            return Of(held, "attachment.too-large", Math.Round(held.Field.Media.MaxBytes.Value / 1024m / 1024m, 2));
        }

        return held.Field.Media.Formats.Count > 0 && !held.Field.Media.Formats.Contains(attachment.MediaType, StringComparer.Ordinal)
            ? Of(held, "attachment.wrong-type", string.Join(", ", held.Field.Media.Formats))
            : null;
    }

    private static Problem Of(Held held, string code, params object?[] values) => new(held.Place.ToString(), code, WorkTexts.Of(code, values));

    private static AttachmentKind KindOf(FieldType type) => type switch
    {
        FieldType.Video => AttachmentKind.Video,
        FieldType.Audio => AttachmentKind.Audio,
        FieldType.File => AttachmentKind.File,
        FieldType.Signature => AttachmentKind.Signature,
        _ => AttachmentKind.Photo,
    };

    private sealed record Held(FormField Field, FieldPlace Place, string Id);
}
