using System.Runtime.CompilerServices;
using System.Text;

namespace LowCode.Work.Imports;

/// <summary>One row as its fields, or what is wrong with it.</summary>
/// <param name="IsTorn">Its quotes are wrong, so nobody knows where it ends.</param>
internal readonly record struct TableRow(int Number, IReadOnlyList<string> Fields, RowProblem? Problem, bool IsTorn = false);

/// <summary>
/// Puts lines together to rows (a quoted field may hold line breaks) and rows apart into fields. A row whose quotes are wrong costs only
/// its own first line: reading goes on with the next line, so that one quote that was never closed does not swallow the good rows after it.
/// </summary>
internal sealed class TableRows(IAsyncEnumerable<TableLine> lines, RowParser parser)
{
    /// <summary>A quoted field that is still open after so many lines was never meant to be one.</summary>
    private const int MaxLines = 500;

    /// <summary>Characters of the longest row that spans lines.</summary>
    private const int MaxCharacters = 4 * TableLines.MaxLineBytes;

    /// <summary>Lines read ahead and given back.</summary>
    private readonly LinkedList<TableLine> _ahead = [];

    public async IAsyncEnumerable<TableRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var source = lines.GetAsyncEnumerator(cancellation);
        while (await NextAsync(source) is { } first)
        {
            if (IsBlank(first))
            {
                continue;
            }

            var taken = new List<TableLine> { first };
            await GatherAsync(source, taken);
            var row = parser.Parse(taken);
            if (row.IsTorn && taken.Count > 1)
            {
                GiveBack(taken);
                row = parser.Parse([first]);
            }

            yield return row;
        }
    }

    /// <summary>Takes lines until every quote is closed: within a row quotes come in pairs, an escaped one being two.</summary>
    private async Task GatherAsync(IAsyncEnumerator<TableLine> source, List<TableLine> taken)
    {
        var isOpen = HasOddQuotes(taken[0].Text);
        var length = taken[0].Text.Length;
        while (isOpen && taken.Count < MaxLines && length < MaxCharacters && await NextAsync(source) is { } line)
        {
            taken.Add(line);
            length += line.Text.Length;
            isOpen ^= HasOddQuotes(line.Text);
        }
    }

    private void GiveBack(List<TableLine> taken)
    {
        for (var i = taken.Count - 1; i > 0; i--)
        {
            _ahead.AddFirst(taken[i]);
        }
    }

    private async ValueTask<TableLine?> NextAsync(IAsyncEnumerator<TableLine> source)
    {
        if (_ahead.First is { } first)
        {
            _ahead.RemoveFirst();
            return first.Value;
        }

        return await source.MoveNextAsync() ? source.Current : null;
    }

    private static bool IsBlank(TableLine line) => !line.IsTooLong && line.Text.AsSpan().Trim().IsEmpty;

    private static bool HasOddQuotes(string text) => (text.AsSpan().Count('"') & 1) == 1;
}
