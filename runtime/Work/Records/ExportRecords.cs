using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using LowCode.Work.Slots;
using LowCode.Work.Tenants;

namespace LowCode.Work.Records;

/// <summary>
/// All records that a search finds as a sheet, in the order of their creation, with every field of their forms, retired ones and those of forms that left the type too. What the reader may not see is
/// masked; secrets are left out whoever reads. Who takes sensitive values in clear is written down before they get them. A few hundred records are in memory at a time, however many there are.
/// </summary>
public sealed class ExportRecords(ReadRecords read, IRecordQueries records, PublishedDefinitions definitions, IDirectory directory, KnownTenants tenants, IDisclosures disclosures, TimeProvider time)
{
    /// <summary>The file is written by the answer.</summary>
    public async Task<Result<RecordSheet>> HandleAsync(Actor actor, RecordSearch search, CancellationToken cancellation)
    {
        var opened = await read.OpenAsync(actor, search, cancellation);
        if (!opened.IsAccepted)
        {
            return opened.Rejection;
        }

        var (release, caseType, _, query, reading) = opened.Value;
        var fields = Columns(await definitions.CaseFormsAsync(actor.Tenant, release, caseType.CaseTypeId, cancellation));
        var text = new SheetText(
            release.Dictionary,
            (await directory.DepartmentsAsync(actor.Tenant, cancellation)).ToDictionary(d => d.Code, d => d.Name),
            fields.Exists(f => f.Type == FieldType.Person) ? (await directory.PeopleAsync(actor.Tenant, cancellation)).ToDictionary(p => p.Login, p => p.Name) : [],
            (await tenants.GetAsync(actor.Tenant, cancellation)).Zone);
        await NoteAsync(actor, release, search, fields, cancellation);
        var statuses = caseType.Statuses.ToDictionary(s => s.Key, s => s.Label.ToString());
        return new RecordSheet(new(stop => ReadAsync(actor, query, reading, stop), fields, statuses, text));
    }

    private async Task NoteAsync(Actor actor, ReleaseView release, RecordSearch search, IReadOnlyList<FormField> fields, CancellationToken cancellation)
    {
        var masked = CasePrivacy.Of(actor, release, search.CaseType);
        var clear = fields.Where(f => masked.Find(f.Key) is null && (f.Sensitivity != Sensitivity.Normal || f.Columns.Any(c => c.Sensitivity != Sensitivity.Normal))).Select(f => f.Label).ToList();
        if (clear.Count > 0)
        {
            var now = time.GetUtcNow();
            var file = new Disclosure(Guid.CreateVersion7(now).ToString("N"), now, actor.Login, actor.Name, CaseNumber: null, search.CaseType, clear, string.Join("; ", search.Where));
            await disclosures.AddFileAsync(actor.Tenant, file, cancellation);
        }
    }

    private async IAsyncEnumerable<(StoredRecord Record, JsonObject Data)> ReadAsync(
        Actor actor, SlotQuery query, RecordReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in records.AllAsync(actor.Tenant, query, cancellation))
        {
            foreach (var record in chunk)
            {
                yield return (record, await reading.DataOfAsync(record, cancellation));
            }
        }
    }

    // A field of several forms is one column, by whichever of its keys a form knows it.
    private static List<FormField> Columns(IEnumerable<FormDefinition> forms)
    {
        // What one form of the type calls secret is no column through another.
        var all = forms.SelectMany(f => f.Fields).ToList();
        var (columns, keys) = (new List<FormField>(), all.Where(f => f.Sensitivity == Sensitivity.Secret).SelectMany(f => f.Keys).ToHashSet(StringComparer.Ordinal));
        foreach (var field in all.Where(f => FieldValue.IsData(f) && !f.Keys.Any(keys.Contains)))
        {
            columns.Add(field with { Columns = [.. field.Columns.Where(c => FieldValue.IsData(c) && c.Sensitivity != Sensitivity.Secret)] });
            keys.UnionWith(field.Keys);
        }

        return columns;
    }
}
