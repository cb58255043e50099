using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Problems;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace LowCode.Work.Sheets;

/// <summary>Sheets as files. Every cell is written as a text and read as the text that it was: nothing is trimmed, rounded or made a date.</summary>
internal static class SheetFile
{
    // Whoever has so many mistakes to mend looks at the first of them.
    private const int MostProblems = 1_000;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding _chinese = TableEncodings.Find("gb18030")!;

    private static readonly CsvReaderOptions _csv = new()
    {
        HasHeader = false,
        Separator = ',',
        DetectSeparatorHint = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Recover,
    };

    private static readonly OpenXmlConfiguration _xlsx = new() { AutoFilter = false, TableStyles = TableStyles.None };

    public static byte[] Write(Sheet sheet, SheetFormat format) => format == SheetFormat.Csv ? WriteCsv(sheet) : WriteXlsx(sheet);

    /// <summary>A sheet within <see cref="WorkbookLimits.Tables"/>, or the cells that cannot be read as one of texts.</summary>
    /// <param name="takesValues">
    /// Whether a number, day or truth value of a workbook is its text in the column of that name (that of its first row), as in a table's
    /// conditions; otherwise it is refused, because codes lose their zeros so.
    /// </param>
    public static Parsed<Sheet> Read(byte[] content, SheetFormat format, Func<string, bool> takesValues, CancellationToken cancellation) =>
        format == SheetFormat.Csv ? ReadCsv(content, cancellation) : ReadXlsx(content, takesValues, cancellation);

    private static byte[] WriteCsv(Sheet sheet)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions(), true))
        {
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                csv.EndRecord();
            }
        }

        // Excel takes a file without the mark for one in the code page of the machine.
        return [.. Encoding.UTF8.Preamble, .. _strict.GetBytes(text.ToString())];
    }

    private static byte[] WriteXlsx(Sheet sheet)
    {
        using var stream = new MemoryStream();
        var columns = Enumerable.Range(0, sheet.Columns).Select(i => $"c{i}").ToArray();
        var rows = sheet.Rows.Select((_, row) => columns.Select((name, column) => (name, value: (object)XmlText.Encode(sheet.Cell(row, column)))).ToDictionary(c => c.name, c => c.value));
        stream.SaveAs(rows, printHeader: false, configuration: _xlsx);
        return stream.ToArray();
    }

    private static Parsed<Sheet> ReadCsv(byte[] content, CancellationToken cancellation)
    {
        try
        {
            var (rows, problems, cells) = (new List<IReadOnlyList<string>>(), new List<Problem>(), 0L);
            var text = TextOf(content);
            var options = _csv with { OnMalformedRecord = m => problems.Add(Sheet.ProblemAt(rows.Count, 0, "sheet.quotes", m.Reason.ToString())) };
            using var reader = CsvReader.FromText(text, options);
            while (problems.Count < MostProblems && reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                var row = reader.Current.ToArray();
                cells += row.Length;
                if (row.Length > WorkbookLimits.Tables.Columns || cells > WorkbookLimits.Tables.Cells)
                {
                    return Parsed<Sheet>.Failed([WorkbookLimits.Tables.TooLarge]);
                }

                rows.Add(row);
            }

            return problems.Count > 0 ? Parsed<Sheet>.Failed(problems) : Parsed<Sheet>.Of(new Sheet(rows));
        }
        catch (DecoderFallbackException broken)
        {
            return Parsed<Sheet>.Failed([Sheet.ProblemAt(0, 0, "sheet.not-utf8", broken.Index)]);
        }
    }

    // Chinese Excel saves what it calls plain CSV in the code page of the machine, of which GB18030 knows all.
    private static string TextOf(byte[] content)
    {
        if (content.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            return _strict.GetString(content.AsSpan(Encoding.UTF8.Preamble.Length));
        }

        return Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : _chinese.GetString(content);
    }

    private static Parsed<Sheet> ReadXlsx(byte[] content, Func<string, bool> takesValues, CancellationToken cancellation)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            return WorkbookLimits.Tables.TakesUnpacked(stream) && WorkbookLimits.Tables.ColumnsOf(stream, cancellation) is var columns && columns <= WorkbookLimits.Tables.Columns
                ? ReadRows(stream, columns, takesValues, cancellation)
                : Parsed<Sheet>.Failed([WorkbookLimits.Tables.TooLarge]);
        }
#pragma warning disable CA1031 // Whatever the library throws at a file that is no workbook, the file is what is wrong.
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Parsed<Sheet>.Failed([Sheet.ProblemAt(0, 0, "sheet.not-a-workbook", broken.Message)]);
        }
    }

    private static Parsed<Sheet> ReadRows(MemoryStream stream, int columns, Func<string, bool> takesValues, CancellationToken cancellation)
    {
        var (rows, problems, cells) = (new List<IReadOnlyList<string>>(), new List<Problem>(), 0L);
        List<bool>? takes = null;
        stream.Position = 0;
        foreach (IDictionary<string, object?> row in stream.QueryRange(useHeaderRow: false, excelType: ExcelType.XLSX, startCell: "A1", endCell: Sheet.LastCell(columns), configuration: _xlsx))
        {
            cancellation.ThrowIfCancellationRequested();
            cells += row.Count;
            if (cells > WorkbookLimits.Tables.Cells)
            {
                return Parsed<Sheet>.Failed([WorkbookLimits.Tables.TooLarge]);
            }

            takes ??= [.. row.Values.Select(value => takesValues(value as string ?? ""))];
            rows.Add([.. row.Values.Select((value, column) => TextOf(value, column < takes.Count ? takes[column] : takesValues(""), rows.Count, column, problems))]);
            if (problems.Count >= MostProblems)
            {
                break;
            }
        }

        return problems.Count > 0 ? Parsed<Sheet>.Failed(problems) : Parsed<Sheet>.Of(new Sheet(rows));
    }

    private static string TextOf(object? value, bool takesValues, int row, int column, List<Problem> problems)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                return XmlText.Decode(text);
            case double number when takesValues && Math.Abs(number) < 1e15:
                // Excel keeps 15 digits, and so does this conversion.
                return ((decimal)number).ToString(CultureInfo.InvariantCulture);
            case DateTime day when takesValues && day.TimeOfDay == TimeSpan.Zero:
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case bool flag when takesValues:
                return flag ? "true" : "false";
            default:
                problems.Add(Sheet.ProblemAt(row, column, "sheet.not-a-text", Convert.ToString(value, CultureInfo.InvariantCulture)));
                return "";
        }
    }
}
