using System.Globalization;
using System.Text;
using CsvHelper;

namespace LowCode.Tests.Component.Imports;

/// <summary>A table as a test changes it: rows by column name. Reads with the library's plain reader, so what it says does not rest on the code under test.</summary>
internal sealed class CityTable
{
    private CityTable(IReadOnlyList<string> header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
    }

    public IReadOnlyList<string> Header { get; }

    public List<string[]> Rows { get; }

    public static CityTable Read(string path)
    {
        using var reader = CsvReader.FromText(File.ReadAllText(path), new CsvReaderOptions { HasHeader = false, Separator = ',' });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }

        return new CityTable(rows[0], rows[1..]);
    }

    public string Get(string[] row, string column) => row[Index(column)];

    public void Set(string[] row, string column, string value) => row[Index(column)] = value;

    public DateTime? Time(string[] row, string column) =>
        Get(row, column) is { Length: > 0 } text ? DateTime.ParseExact(text, "MM/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture) : null;

    public void SetTime(string[] row, string column, DateTime time) =>
        Set(row, column, time.ToString("MM/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture));

    public void Write(string path)
    {
        var text = new StringBuilder();
        foreach (var row in Rows.Prepend([.. Header]))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    private int Index(string column)
    {
        var index = Header.ToList().IndexOf(column);
        return index >= 0 ? index : throw new ArgumentException($"Expected one of {string.Join(", ", Header)}, but '{column}' came.");
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
