using System.Runtime.CompilerServices;
using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <summary>
/// A table in a file (CSV), read row by row: a file of any size needs the memory of one row. It is looked at before it is loaded:
/// <see cref="HeaderAsync"/> says what is wrong with the file as a whole.
/// </summary>
internal sealed class TableFile(string path, ImportFileFormat format)
{
    /// <summary>Bytes looked at to tell a text file from another.</summary>
    private const int SampleBytes = 4096;

    /// <summary>The names of the columns, or why nothing can be read: an empty file, another encoding, no table, columns missing.</summary>
    public async Task<(IReadOnlyList<string> Header, IReadOnlyList<RowProblem> Problems)> HeaderAsync(IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        var start = new byte[SampleBytes];
        int count;
        try
        {
            await using var sample = Open();
            count = await sample.ReadAtLeastAsync(start, SampleBytes, throwOnEndOfStream: false, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], [RowProblem.Of(0, null, "file-unreadable", e.Message)]);
        }

        if (Refuse(start.AsSpan(0, count)) is { } refusal)
        {
            return ([], [refusal]);
        }

        await foreach (var row in RowsAsync(new RowParser(format.Delimiter), cancellation))
        {
            return row.Problem is { } broken ? ([], [broken]) : (row.Fields, [.. HeaderProblems(row, columns)]);
        }

        return ([], [RowProblem.Of(0, null, "file-empty")]);
    }

    /// <summary>The rows under the header, good and broken.</summary>
    public async IAsyncEnumerable<TableRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var parser = new RowParser(format.Delimiter);
        var isHeader = true;
        await foreach (var row in RowsAsync(parser, cancellation))
        {
            if (isHeader)
            {
                parser.Expect(row.Fields);
                isHeader = false;
                continue;
            }

            yield return row;
        }
    }

    private async IAsyncEnumerable<TableRow> RowsAsync(RowParser parser, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = Open();
        var start = new byte[4];
        var count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        stream.Position = TableEncodings.Mark(start.AsSpan(0, count)) is { } mark ? mark.Length : 0;
        var lines = new TableLines(stream, TableEncodings.Find(format.Encoding)!).ReadAsync(cancellation);
        await foreach (var row in new TableRows(lines, parser).ReadAsync(cancellation))
        {
            yield return row;
        }
    }

    private RowProblem? Refuse(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return RowProblem.Of(0, null, "file-empty");
        }

        if (TableEncodings.Mark(start) is { } mark)
        {
            return TableEncodings.Find(mark.Name)?.CodePage == TableEncodings.Find(format.Encoding)?.CodePage
                ? null
                : RowProblem.Of(1, null, "encoding-mark", format.Encoding, mark.Name);
        }

        return start.Contains((byte)0) ? RowProblem.Of(1, null, "not-text", format.Encoding) : null;
    }

    private IEnumerable<RowProblem> HeaderProblems(TableRow header, IReadOnlyList<string> columns)
    {
        var missing = columns.Where(c => !header.Fields.Contains(c)).ToList();
        if (missing.Count == columns.Count)
        {
            return [RowProblem.Of(header.Number, null, "not-a-table", string.Join(format.Delimiter, columns), string.Join(format.Delimiter, header.Fields))];
        }

        var twice = columns.Where(c => header.Fields.Count(f => f == c) > 1);
        return missing.Select(c => RowProblem.Of(header.Number, c, "column-missing", c))
            .Concat(twice.Select(c => RowProblem.Of(header.Number, c, "column-twice", c)));
    }

    private FileStream Open() =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
}
