namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>A workbook as texts: sheets by name, their rows, their cells.</summary>
public sealed record XlsWorkbook(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Sheets);

/// <param name="Number">As people count rows in the sheet.</param>
/// <param name="Cells">What is not empty, by column.</param>
internal sealed record XlsRow(int Number, IReadOnlyDictionary<XlsColumn, string> Cells)
{
    public string Place => $"row {Number}";

    /// <summary>Empty: it says nothing.</summary>
    public string Text(string column)
    {
        foreach (var (name, text) in Cells)
        {
            if (name.Name == column)
            {
                return text;
            }
        }

        return "";
    }

    /// <summary>By language tag; empty where the column names none.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts(string column) =>
        Cells.Where(c => c.Key.Name == column).Select(c => new KeyValuePair<string, string>(c.Key.Language, c.Value));
}

/// <summary>A sheet whose first row that says something names its columns.</summary>
internal sealed record XlsTable(IReadOnlyList<XlsRow> Rows)
{
    public static XlsTable Empty { get; } = new([]);

    public static XlsTable Read(IReadOnlyList<IReadOnlyList<string>> rows, string defaultLanguage)
    {
        var head = rows.Index().FirstOrDefault(r => r.Item.Any(c => !string.IsNullOrWhiteSpace(c)));
        if (head.Item is null)
        {
            return Empty;
        }

        var columns = head.Item.Select(h => string.IsNullOrWhiteSpace(h) ? null : XlsColumn.Read(h, defaultLanguage)).ToList();
        var read = new List<XlsRow>();
        for (var number = head.Index + 1; number < rows.Count; number++)
        {
            var cells = new Dictionary<XlsColumn, string>();
            foreach (var (column, text) in columns.Zip(rows[number]))
            {
                if (column is not null && !string.IsNullOrWhiteSpace(text))
                {
                    // Of two columns of one name the first counts.
                    cells.TryAdd(column, text.Trim());
                }
            }

            if (cells.Count > 0)
            {
                read.Add(new XlsRow(number + 1, cells));
            }
        }

        return new XlsTable(read);
    }
}
