using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Sheets;

/// <summary>A table of texts, as a file holds it. A cell that is not there is empty.</summary>
internal sealed record Sheet(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public int Columns => Rows.Count == 0 ? 0 : Rows.Max(r => r.Count);

    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    public string Cell(int row, int column) => row < Rows.Count && column < Rows[row].Count ? Rows[row][column] : "";

    /// <summary>What is wrong with a cell: its place is told as people see it, from 1 and A.</summary>
    public static Problem ProblemAt(int row, int column, string code, params object?[] values) =>
        new(PlaceOf(row, column), code, WorkTexts.Of(code, values));

    public static string PlaceOf(int row, int column) => $"row {row + 1}, column {Letters(column)}";

    /// <summary>The last cell that a worksheet of so many columns may have.</summary>
    public static string LastCell(int columns) => $"{Letters(Math.Max(columns, 1) - 1)}{SheetStream.MostRows}";

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + Letters(column % 26);
}

/// <summary>Files that hold a sheet.</summary>
public enum SheetFormat
{
    /// <summary>RFC 4180, UTF-8.</summary>
    Csv,

    /// <summary>An Excel workbook; its first sheet counts.</summary>
    Xlsx,
}
