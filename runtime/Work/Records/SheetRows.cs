using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Work.Sheets;
using LowCode.Work.Texts;

namespace LowCode.Work.Records;

/// <summary>Records as rows of cells, the names of the columns first. Each asks the store anew, so that nothing is held.</summary>
/// <param name="read">The records with what the reader may see of their data.</param>
/// <param name="fields">Those that have a column; tables with the columns that are shown.</param>
internal sealed class SheetRows(
    Func<CancellationToken, IAsyncEnumerable<(StoredRecord Record, JsonObject Data)>> read, IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, string> statuses, SheetText text)
{
    public IEnumerable<FormField> Tables => fields.Where(f => f.Type == FieldType.Table);

    /// <param name="isWithTables">False: only how many rows a table has.</param>
    public async IAsyncEnumerable<IReadOnlyList<Cell>> RecordsAsync(bool isWithTables, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return
        [
            new(WorkTexts.Of("record.column.number"), false),
            new(WorkTexts.Of("record.column.status"), false),
            new(WorkTexts.Of("record.column.createdAt"), false),
            .. fields.Select(f => new Cell(f.Label.ToString(), true)),
        ];
        await foreach (var (record, data) in read(cancellation))
        {
            yield return
            [
                new(record.Number, false),
                new(statuses.GetValueOrDefault(record.Status, record.Status), false),
                new(text.Of(record.CreatedAt), false),
                .. fields.Select(f => Of(f, FieldValue.In(data, f), isWithTables)),
            ];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<Cell>> RowsOfAsync(FormField table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return [new(WorkTexts.Of("record.column.number"), false), new(WorkTexts.Of("record.column.row"), false), .. table.Columns.Select(c => new Cell(c.Label.ToString(), true))];
        await foreach (var (record, data) in read(cancellation))
        {
            foreach (var (index, row) in (FieldValue.In(data, table) as JsonArray ?? []).OfType<JsonObject>().Index())
            {
                yield return
                [
                    new(record.Number, false),
                    new((index + 1).ToString(CultureInfo.InvariantCulture), false) { Number = index + 1 },
                    .. table.Columns.Select(c => Of(c, FieldValue.In(row, c), isWithTables: true)),
                ];
            }
        }
    }

    private Cell Of(FormField field, JsonNode? value, bool isWithTables) => !isWithTables && field.Type == FieldType.Table && value is JsonArray rows
        ? new(WorkTexts.Of("record.rows", rows.Count), false)
        : new(text.Of(field, value), SheetText.IsTyped(field)) { Number = SheetText.NumberOf(field, value) };
}
