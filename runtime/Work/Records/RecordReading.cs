using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using LowCode.Work.Slots;

namespace LowCode.Work.Records;

/// <summary>What one reader may see of the records of one case type.</summary>
internal sealed class RecordReading(Actor actor, ReleaseView release, RecordShape shape, string caseType, CasePrivacy privacy)
{
    private readonly ReaderMasks _masks = new(actor, privacy);
    private readonly MaskedFields _now = CasePrivacy.Of(actor, release, caseType);

    /// <summary>Who may not see a value of a field, now or in any version of its forms, must not find records by it.</summary>
    public bool MaySearch(SearchableField field, SlotUse use) =>
        actor.Login == Actor.SystemLogin || (field.Keys.All(k => _now.Find(k) is null) && use.Guards.All(roles => roles.Any(actor.Roles.Contains)));

    public async ValueTask<RecordRow> RowOfAsync(StoredRecord record, CancellationToken cancellation)
    {
        var masks = await MasksAsync(record, cancellation);
        var data = masks.Mask(record.Data);
        var masked = masks.In(record.Data);
        var values = new JsonObject();
        foreach (var (field, _) in shape.Fields)
        {
            if (FieldValue.In(data, field.Keys) is { } value && !FieldValue.IsEmpty(value))
            {
                values[field.Key] = value.DeepClone();
            }
        }

        return new(record.Number, record.Status, record.CreatedAt, values, [.. masked.Where(m => shape.Fields.Any(f => f.Field.Keys.Contains(m.Key)))]);
    }

    /// <summary>All data of the record, masked where the reader may not see them.</summary>
    public async ValueTask<JsonObject> DataOfAsync(StoredRecord record, CancellationToken cancellation) =>
        (await MasksAsync(record, cancellation)).Mask(record.Data);

    private ValueTask<MaskedFields> MasksAsync(StoredRecord record, CancellationToken cancellation) => _masks.OfAsync(caseType, record.Revision, cancellation);
}
