using LowCode.Definitions.Problems;

namespace LowCode.FormUi;

/// <summary>Which field or cell a problem is about, by its JSON pointer into the form's data.</summary>
internal static class ProblemPath
{
    public static string FieldKey(Problem problem) => Segments(problem)[0];

    /// <summary>The element of a table's cell; null where it is about a whole field.</summary>
    public static string? CellId(Problem problem) =>
        Segments(problem) is [var table, var row, var column, ..] && int.TryParse(row, out var index) ? CellId(table, index, column) : null;

    public static string CellId(string table, int row, string column) => $"cell-{table}-{row}-{column}";

    private static string[] Segments(Problem problem) => problem.Path.TrimStart('/').Split('/');
}
