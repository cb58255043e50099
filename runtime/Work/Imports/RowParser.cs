using CsvHelper;

namespace LowCode.Work.Imports;

/// <summary>Takes the text of one row apart, strictly: what is not by the rules of RFC 4180 is refused, not guessed.</summary>
internal sealed class RowParser(char delimiter)
{
    private readonly CsvReaderOptions _options = new()
    {
        HasHeader = false,
        Separator = delimiter,
        DetectSeparatorHint = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Recover,
    };

    private IReadOnlyList<string>? _header;

    /// <summary>Rows from now on must have as many fields as the header.</summary>
    public void Expect(IReadOnlyList<string> header) => _header = header;

    public TableRow Parse(IReadOnlyList<TableLine> lines)
    {
        var number = lines[0].Number;
        var text = lines.Count == 1 ? lines[0].Text : string.Concat(lines.Select(l => l.Text));
        CsvMalformedRecord? malformed = null;
        var fields = Fields(text, _options with { OnMalformedRecord = m => malformed = m });
        return new TableRow(number, fields, Problem(number, text, lines, fields, malformed), malformed is not null || lines.Any(l => l.IsTooLong));
    }

    private RowProblem? Problem(int number, string text, IReadOnlyList<TableLine> lines, string[] fields, CsvMalformedRecord? malformed)
    {
        if (lines.Any(l => l.IsTooLong))
        {
            return RowProblem.Of(number, null, "line-too-long", TableLines.MaxLineBytes);
        }

        if (malformed is { } quotes)
        {
            var (code, field) = quotes.Reason == CsvMalformedReason.UnterminatedQuote
                ? ("quote-open", fields.Length - 1)
                : ("quote-stray", FieldAt(text, quotes.ByteOffset));
            return RowProblem.Of(number, Name(field), code, Piece(fields, field));
        }

        if (_header is { } header && fields.Length != header.Count)
        {
            return RowProblem.Of(number, Name(Math.Min(fields.Length, header.Count)), "field-count", header.Count, fields.Length);
        }

        if (lines.Any(l => !l.IsReadable))
        {
            var field = Array.FindIndex(fields, f => f.Contains('\uFFFD', StringComparison.Ordinal));
            return RowProblem.Of(number, Name(field), "encoding-row", Piece(fields, field));
        }

        return null;
    }

    private static string[] Fields(string text, CsvReaderOptions options)
    {
        using var reader = CsvReader.FromText(text, options);
        return reader.Read() ? reader.Current.ToArray() : [];
    }

    /// <summary>Index of the field in which a byte of the row's UTF-8 form lies: the last one of the text before it.</summary>
    private int FieldAt(string text, long byteOffset)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var before = System.Text.Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(byteOffset, bytes.Length));
        return Math.Max(Fields(before, _options).Length - 1, 0);
    }

    private string Name(int field) =>
        _header is { } header && field >= 0 && field < header.Count ? header[field] : $"#{field + 1}";

    private static string Piece(string[] fields, int field) =>
        field >= 0 && field < fields.Length ? fields[field].ReplaceLineEndings(" ") : "";
}
