using System.Globalization;
using System.Text;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace LowCode.Work.Sheets;

/// <summary>Sheets that are longer than one wants to hold: rows are written as they come.</summary>
internal static class SheetStream
{
    /// <summary>Rows of a worksheet, that of the names included: Excel takes no more.</summary>
    public const int MostRows = 1_048_576;

    // Of a cell and of the name of a sheet, in UTF-16 units: "Excel specifications and limits", Microsoft.
    private const int LongestCell = 32_767;
    private const int LongestName = 31;
    private const string NotInNames = "[]:*?/\\";

    // A spreadsheet takes a cell that begins so for a formula, whoever typed it into a form.
    private const string Formula = "=+-@\t\r";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly OpenXmlConfiguration _xlsx = new() { AutoFilter = false, TableStyles = TableStyles.None };

    /// <summary>RFC 4180, UTF-8 with its mark. A text that begins as a formula does gets an apostrophe in front.</summary>
    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<Cell>> rows, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellation);
        await foreach (var chunk in rows.Chunk(100).WithCancellation(cancellation))
        {
            await stream.WriteAsync(_strict.GetBytes(Csv(chunk)), cancellation);
        }
    }

    /// <summary>An Excel workbook; numbers are numbers, all other cells texts, as they were. Names of sheets become what Excel takes.</summary>
    /// <param name="stream">Can be sought in.</param>
    /// <param name="cut">Ends a text that is longer than a cell of Excel.</param>
    public static async Task WriteXlsxAsync(Stream stream, IEnumerable<(string Name, IAsyncEnumerable<IReadOnlyList<Cell>> Rows)> sheets, string cut, CancellationToken cancellation)
    {
        var named = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, rows) in sheets)
        {
            named[NameOf(name, named.Keys)] = rows.Select(row => (IDictionary<string, object>)row.Index().ToDictionary(
                c => c.Index.ToString("c000", CultureInfo.InvariantCulture), c => c.Item.Number ?? (object)XmlText.Encode(Cut(c.Item.Text, cut))));
        }

        await stream.SaveAsAsync(named, printHeader: false, configuration: _xlsx, cancellationToken: cancellation);
    }

    private static string Cut(string text, string end) =>
        text.Length <= LongestCell ? text : text[..(LongestCell - end.Length - (char.IsHighSurrogate(text[LongestCell - end.Length - 1]) ? 1 : 0))] + end;

    private static string NameOf(string name, ICollection<string> taken)
    {
        var plain = string.Concat(name.Where(c => !NotInNames.Contains(c, StringComparison.Ordinal) && !char.IsControl(c))).Trim('\'', ' ');
        return Enumerable.Range(1, taken.Count + 1)
            .Select(n => n == 1 ? "" : n.ToString(CultureInfo.InvariantCulture))
            .Select(end => plain[..Math.Min(plain.Length, LongestName - end.Length)] + end)
            .First(n => n.Length > 0 && !taken.Contains(n, StringComparer.OrdinalIgnoreCase));
    }

    private static string Csv(IReadOnlyList<Cell>[] rows)
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(lines, new CsvWriterOptions(), true))
        {
            foreach (var row in rows)
            {
                foreach (var (text, isTyped) in row)
                {
                    csv.WriteField(isTyped && text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text);
                }

                csv.EndRecord();
            }
        }

        return lines.ToString();
    }
}

/// <param name="IsTyped">Somebody typed it: what it begins with is not ours.</param>
internal readonly record struct Cell(string Text, bool IsTyped)
{
    /// <summary>The same as a number that a workbook holds exactly; null: it is a text.</summary>
    public decimal? Number { get; init; }
}
