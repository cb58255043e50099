using LowCode.Definitions.Problems;

namespace LowCode.Work.Sheets;

/// <summary>A named list as a sheet of one column: its name, then a value a row.</summary>
internal static class ListSheet
{
    public static Sheet Write(string name, IReadOnlyList<string> values) => new([[name], .. values.Select(v => new[] { v })]);

    public static Parsed<List<string>> Read(Sheet sheet, string name)
    {
        var problems = new List<Problem>();
        if (sheet.Cell(0, 0) != name)
        {
            problems.Add(Sheet.ProblemAt(0, 0, "sheet.header", name, sheet.Cell(0, 0)));
        }

        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            if (row > 0 && string.IsNullOrWhiteSpace(sheet.Cell(row, 0)))
            {
                problems.Add(Sheet.ProblemAt(row, 0, "sheet.no-value"));
            }

            for (var column = 1; column < sheet.Rows[row].Count; column++)
            {
                if (sheet.Cell(row, column).Length > 0)
                {
                    problems.Add(Sheet.ProblemAt(row, column, "sheet.too-many-columns", 1, sheet.Cell(row, column)));
                }
            }
        }

        return problems.Count > 0 ? Parsed<List<string>>.Failed(problems) : Parsed<List<string>>.Of([.. sheet.Rows.Skip(1).Select(r => r[0])]);
    }
}
