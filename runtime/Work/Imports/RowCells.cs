namespace LowCode.Work.Imports;

/// <summary>The fields of a row by column name, white space around them cut off.</summary>
internal sealed class RowCells(IReadOnlyDictionary<string, int> columns, TableRow row)
{
    public int Row => row.Number;

    public string this[string column] => row.Fields[columns[column]].Trim();

    public static IReadOnlyDictionary<string, int> Index(IReadOnlyList<string> header) =>
        header.Select((name, i) => (name, i)).GroupBy(c => c.name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
}
