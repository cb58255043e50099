using System.Runtime.CompilerServices;
using LowCode.Work.Sheets;
using LowCode.Work.Texts;

namespace LowCode.Work.Records;

/// <summary>Records as a file that is not made yet.</summary>
public sealed class RecordSheet
{
    private readonly SheetRows _rows;

    internal RecordSheet(SheetRows rows) => _rows = rows;

    /// <summary>Writes rows as they are read; a table is a text of a line for each of its rows.</summary>
    /// <exception cref="SearchTooLongException">A piece of them took too long: what is written is not whole.</exception>
    public Task WriteCsvAsync(Stream stream, CancellationToken cancellation) => SheetStream.WriteCsvAsync(stream, _rows.RecordsAsync(isWithTables: true, cancellation), cancellation);

    /// <summary>Writes a workbook: the records, then a worksheet for each table. Null: it is written. More rows than a worksheet holds are a rejection.</summary>
    /// <param name="file">Can be sought in: its table of contents stands at its end.</param>
    public async Task<Rejection?> WriteXlsxAsync(Stream file, CancellationToken cancellation)
    {
        var sheets = new List<(string, IAsyncEnumerable<IReadOnlyList<Cell>>)> { (WorkTexts.Of("record.sheet"), CountedAsync(_rows.RecordsAsync(isWithTables: false, cancellation), cancellation)) };
        sheets.AddRange(_rows.Tables.Select(t => (t.Label.ToString(), CountedAsync(_rows.RowsOfAsync(t, cancellation), cancellation))));
        try
        {
            await SheetStream.WriteXlsxAsync(file, sheets, WorkTexts.Of("record.cut"), cancellation);
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

    private static async IAsyncEnumerable<IReadOnlyList<Cell>> CountedAsync(IAsyncEnumerable<IReadOnlyList<Cell>> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            yield return ++count <= SheetStream.MostRows ? row : throw new TooManyRowsException();
        }
    }

    private sealed class TooManyRowsException : Exception;
}
