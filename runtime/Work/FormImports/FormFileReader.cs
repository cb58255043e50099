using System.Globalization;
using LowCode.Definitions.FormImports;
using LowCode.Definitions.FormImports.FormJs;
using LowCode.Definitions.FormImports.XlsForms;
using LowCode.Definitions.Problems;
using LowCode.Work.Sheets;
using LowCode.Work.Texts;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace LowCode.Work.FormImports;

/// <summary>Forms of other systems as files: XLSForm (.xlsx) and form-js schemas (JSON). Which of both it is, its content says.</summary>
public static class FormFileReader
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int MostRows = 100_000;

    // Sheets that people formatted to their end have a million empty rows.
    private const int MostEmptyRows = 300;
    private const long MostCharacters = 32L * 1024 * 1024;

    private static readonly OpenXmlConfiguration _xlsx = new() { FillMergedCells = false };

    /// <summary>A form with its losses, or why the file is none.</summary>
    /// <param name="fileName">The form is called after it where it does not say its name.</param>
    public static Parsed<FormImport> Read(byte[] content, string fileName, CancellationToken cancellation)
    {
        if (content.Length > MostBytes)
        {
            return Failed("form-import.too-large", MostBytes / 1024 / 1024);
        }

        var name = Path.GetFileNameWithoutExtension(fileName);
        if (!content.AsSpan().StartsWith("PK"u8))
        {
            return LooksLikeJson(content) ? FormJsReader.Read(content, name) : Failed("form-import.unknown-file");
        }

        var workbook = ReadWorkbook(content, cancellation);
        return workbook.Value is { } sheets ? XlsFormReader.Read(sheets, name) : Parsed<FormImport>.Failed(workbook.Problems);
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> content) =>
        (content.StartsWith("\uFEFF"u8) ? content[3..] : content).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static Parsed<XlsWorkbook> ReadWorkbook(byte[] content, CancellationToken cancellation)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            return WorkbookLimits.Forms.TakesUnpacked(stream) ? ReadSheets(stream, cancellation) : Parsed<XlsWorkbook>.Failed([WorkbookLimits.Forms.TooLarge]);
        }
#pragma warning disable CA1031 // Whatever the library throws at a file that is no workbook, the file is what is wrong.
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Parsed<XlsWorkbook>.Failed([ProblemOf("sheet.not-a-workbook", broken.Message)]);
        }
    }

    private static Parsed<XlsWorkbook> ReadSheets(MemoryStream stream, CancellationToken cancellation)
    {
        var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal);
        var last = Sheet.LastCell(Math.Min(WorkbookLimits.Forms.ColumnsOf(stream, cancellation), WorkbookLimits.Forms.Columns));
        var (rowsLeft, cellsLeft, charactersLeft) = (MostRows, WorkbookLimits.Forms.Cells, MostCharacters);
        stream.Position = 0;
        foreach (var sheet in stream.GetSheetNames())
        {
            var (rows, filled) = (new List<IReadOnlyList<string>>(), 0);
            stream.Position = 0;
            foreach (IDictionary<string, object?> row in stream.QueryRange(useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX, startCell: "A1", endCell: last, configuration: _xlsx))
            {
                cancellation.ThrowIfCancellationRequested();
                string[] cells = [.. row.Values.Select(TextOf)];
                var characters = cells.Sum(c => c.Length);
                charactersLeft -= characters;
                cellsLeft -= cells.Length;
                if (cellsLeft < 0)
                {
                    return Parsed<XlsWorkbook>.Failed([WorkbookLimits.Forms.TooLarge]);
                }

                if (--rowsLeft < 0 || charactersLeft < 0)
                {
                    return Parsed<XlsWorkbook>.Failed([ProblemOf("form-import.too-many-rows", MostRows)]);
                }

                rows.Add(characters == 0 ? [] : cells);
                filled = characters == 0 ? filled : rows.Count;
                if (rows.Count - filled > MostEmptyRows)
                {
                    break;
                }
            }

            sheets[sheet] = rows;
        }

        return Parsed<XlsWorkbook>.Of(new XlsWorkbook(sheets));
    }

    // A sheet that people fill holds numbers and days where texts are meant.
    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        DateTime day when day.TimeOfDay == TimeSpan.Zero => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static Parsed<FormImport> Failed(string code, params object?[] values) => Parsed<FormImport>.Failed([ProblemOf(code, values)]);

    private static Problem ProblemOf(string code, params object?[] values) => new("", code, WorkTexts.Of(code, values));
}
