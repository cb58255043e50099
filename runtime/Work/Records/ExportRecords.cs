using System.Runtime.CompilerServices;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using LowCode.Work.Tenants;
using LowCode.Work.Texts;

namespace LowCode.Work.Records;

/// <summary>
/// All records that a search finds as a sheet, in the order of their creation, with every field of their forms, retired ones and those of forms that left the type too. What the reader may not see is
/// masked; secrets are left out whoever reads. A few hundred records are in memory at a time, however many there are.
/// </summary>
public sealed class ExportRecords(ReadRecords read, IRecordQueries records, PublishedDefinitions definitions, IDirectory directory, KnownTenants tenants)
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
        var statuses = caseType.Statuses.ToDictionary(s => s.Key, s => s.Label.ToString());
        return new RecordSheet(stop => RowsAsync(stop));

        async IAsyncEnumerable<IReadOnlyList<Cell>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
        {
            yield return
            [
                new(WorkTexts.Of("record.column.number"), false),
                new(WorkTexts.Of("record.column.status"), false),
                new(WorkTexts.Of("record.column.createdAt"), false),
                .. fields.Select(f => new Cell(f.Label.ToString(), true)),
            ];
            await foreach (var chunk in records.AllAsync(actor.Tenant, query, stop))
            {
                foreach (var record in chunk)
                {
                    var data = await reading.DataOfAsync(record, stop);
                    yield return
                    [
                        new(record.Number, false),
                        new(statuses.GetValueOrDefault(record.Status, record.Status), false),
                        new(text.Of(record.CreatedAt), false),
                        .. fields.Select(f => new Cell(text.Of(f, FieldValue.In(data, f)), SheetText.IsTyped(f))),
                    ];
                }
            }
        }
    }

    // A field of several forms is one column, by whichever of its keys a form knows it.
    private static List<FormField> Columns(IEnumerable<FormDefinition> forms)
    {
        var (columns, keys) = (new List<FormField>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in forms.SelectMany(f => f.Fields).Where(f => FieldValue.IsData(f) && f.Sensitivity != Sensitivity.Secret && !keys.Contains(f.Key)))
        {
            columns.Add(field);
            keys.UnionWith(field.Keys);
        }

        return columns;
    }
}

/// <summary>Records as a file that is not made yet.</summary>
public sealed class RecordSheet
{
    private readonly Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<Cell>>> _rows;

    internal RecordSheet(Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<Cell>>> rows) => _rows = rows;

    /// <summary>Writes rows as they are read.</summary>
    /// <exception cref="SearchTooLongException">A piece of them took too long: what is written is not whole.</exception>
    public Task WriteCsvAsync(Stream stream, CancellationToken cancellation) => SheetStream.WriteCsvAsync(stream, _rows(cancellation), cancellation);

    /// <summary>Writes a workbook; null: it is written. More records than a worksheet holds are a rejection.</summary>
    /// <param name="file">Can be sought in: its table of contents stands at its end.</param>
    public async Task<Rejection?> WriteXlsxAsync(Stream file, CancellationToken cancellation)
    {
        try
        {
            await SheetStream.WriteXlsxAsync(file, CountedAsync(cancellation), cancellation);
            return null;
        }
        catch (TooManyRowsException)
        {
            return Rejections.Invalid("record.too-many-rows", SheetStream.MostRows - 1);
        }
        catch (SearchTooLongException tooLong)
        {
            return tooLong.Rejection;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Cell>> CountedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in _rows(cancellation))
        {
            yield return ++count <= SheetStream.MostRows ? row : throw new TooManyRowsException();
        }
    }

    private sealed class TooManyRowsException : Exception;
}
