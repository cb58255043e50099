using System.IO.Compression;
using System.Xml;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Sheets;

/// <summary>How large a table of a file may be: a small file may hold a very large one.</summary>
/// <param name="Columns">Of a sheet.</param>
/// <param name="Cells">Of all that is read; empty ones between others count.</param>
/// <param name="UnpackedBytes">Of a workbook with all its parts.</param>
internal sealed record WorkbookLimits(int Columns, long Cells, long UnpackedBytes)
{
    private const string SheetFolder = "xl/worksheets/";

    private static readonly XmlReaderSettings _xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Dictionaries, lists and decision tables.</summary>
    public static WorkbookLimits Tables { get; } = new(256, 5_000_000, 256L * 1024 * 1024);

    /// <summary>Forms of other systems; columns beyond these are not read, because people format sheets to their end.</summary>
    public static WorkbookLimits Forms { get; } = new(256, 20_000_000, 128L * 1024 * 1024);

    public Problem TooLarge => new("", "sheet.too-large", WorkTexts.Of("sheet.too-large", Columns, Cells, UnpackedBytes / 1024 / 1024));

    /// <param name="workbook">Read from any place; left open.</param>
    public bool TakesUnpacked(Stream workbook)
    {
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        return archive.Entries.Sum(e => e.Length) <= UnpackedBytes;
    }

    /// <summary>
    /// Columns of the widest sheet by the cells that it has; one more than are taken stands for that many or more. What a sheet declares of itself is not believed:
    /// the reader lays out each row as wide as that, in a time that grows with the square of its columns.
    /// </summary>
    /// <param name="workbook">Read from any place; left open.</param>
    /// <exception cref="XmlException">A sheet is no XML.</exception>
    public int ColumnsOf(Stream workbook, CancellationToken cancellation)
    {
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        return archive.Entries.Where(e => e.FullName.TrimStart('/').StartsWith(SheetFolder, StringComparison.OrdinalIgnoreCase) && e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            .Select(sheet => ColumnsOf(sheet, cancellation)).Append(0).Max();
    }

    private int ColumnsOf(ZipArchiveEntry sheet, CancellationToken cancellation)
    {
        using var content = sheet.Open();
        using var xml = XmlReader.Create(content, _xml);
        var (columns, column) = (0, 0);
        while (columns <= Columns && xml.Read())
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    cancellation.ThrowIfCancellationRequested();
                    column = 0;
                    break;
                case (XmlNodeType.Element, "c"):
                    column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
                    columns = Math.Max(columns, column);
                    break;
            }
        }

        return columns;
    }

    // A1 is in column 1. What is no place is in none.
    private int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetter))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
            if (column > Columns)
            {
                break;
            }
        }

        return column;
    }
}
