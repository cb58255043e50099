using System.Numerics;
using LowCode.Rules.Conditions;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>
/// Finds the rules that hold for a document. First every header field, total and shared condition picks its row, and their intersection leaves
/// the rules that are still open; then only those of them are looked at that a key of the document leads to. Immutable.
/// </summary>
/// <param name="shared">Conditions that are asked of every document; the i-th one's row, from <paramref name="firstSharedRow"/>, holds the rules that do without it.</param>
/// <param name="conditions">By rule: what is left to be asked.</param>
internal sealed class Matcher(
    DocumentLayout layout, KeyTables tables, BitRows rows, Column[] columns, CompiledCondition[] shared, int firstSharedRow, CompiledCondition[][] conditions)
{
    private readonly DocumentReader _reader = new(layout);

    /// <summary>What the next version may take over.</summary>
    public required IndexParts Parts { get; init; }

    /// <summary>Rules of which nothing is left to be asked.</summary>
    public required ulong[] Pure { get; init; }

    /// <summary>Rules that no key leads to.</summary>
    public required ulong[] Scanned { get; init; }

    public required SlotPostings[] Header { get; init; }

    public required SlotPostings[] Line { get; init; }

    public long RowBytes => rows.Bytes;

    public int Words => rows.Stride;

    /// <summary>Bits of the rules that hold are left in the workspace. False where the document cannot be read: see its problems.</summary>
    public bool Match(ReadOnlySpan<byte> utf8, Workspace workspace)
    {
        if (!_reader.Read(utf8, workspace.Document))
        {
            return false;
        }

        var facts = new Facts(workspace.Document, workspace.Keys, layout, utf8);
        tables.Find(facts);
        var open = workspace.Open(rows.Stride);
        var hits = workspace.Hits(rows.Stride);
        Narrow(facts, workspace.Rows(columns.Length + shared.Length), open);
        for (var word = 0; word < hits.Length; word++)
        {
            hits[word] = open[word] & Pure[word];
            for (var left = open[word] & Scanned[word]; left != 0; left &= left - 1)
            {
                Ask((word << 6) + BitOperations.TrailingZeroCount(left), 0, facts, open, hits);
            }
        }

        foreach (var slot in Header)
        {
            Follow(slot, facts, 0, open, hits);
        }

        for (var line = 0; line < facts.Document.LineCount; line++)
        {
            foreach (var slot in Line)
            {
                Follow(slot, facts, layout.Row(line), open, hits);
            }
        }

        return true;
    }

    private void Narrow(in Facts facts, Span<int> chosen, Span<ulong> open)
    {
        var count = 0;
        foreach (var column in columns)
        {
            chosen[count++] = column.RowOf(facts);
        }

        for (var i = 0; i < shared.Length; i++)
        {
            if (!shared[i].Holds(facts))
            {
                chosen[count++] = firstSharedRow + i;
            }
        }

        rows.Intersect(chosen[..count], open);
    }

    private void Follow(SlotPostings slot, in Facts facts, int row, Span<ulong> open, Span<ulong> hits)
    {
        var cell = row + slot.Keys.Slot;
        if (facts.Document.Cells[cell].IsAbsent)
        {
            return;
        }

        ref readonly var keys = ref facts.Keys.Cells[cell];
        if (slot.Exact is not null && keys.Exact >= 0)
        {
            Follow(slot.Exact.Of(keys.Exact), facts, row, open, hits);
        }

        if (slot.Prefixes is not null)
        {
            Follow(slot.Prefixes, facts.Keys.Matches(keys.Prefixes), facts, row, open, hits);
        }

        if (slot.Keywords is not null)
        {
            Follow(slot.Keywords, facts.Keys.Matches(keys.Keywords), facts, row, open, hits);
        }

        if (slot.Lists is not null)
        {
            Follow(slot.Lists, facts.Keys.Matches(keys.Lists), facts, row, open, hits);
        }
    }

    private void Follow(Postings postings, ReadOnlySpan<int> keys, in Facts facts, int row, Span<ulong> open, Span<ulong> hits)
    {
        foreach (var key in keys)
        {
            Follow(postings.Of(key), facts, row, open, hits);
        }
    }

    private void Follow(ReadOnlySpan<Entry> entries, in Facts facts, int row, Span<ulong> open, Span<ulong> hits)
    {
        foreach (ref readonly var entry in entries)
        {
            if (((open[entry.Rule >> 6] >> entry.Rule) & 1) != 0 && (entry.Tests is null || CompiledCondition.Hold(entry.Tests, facts, row)))
            {
                Ask(entry.Rule, entry.FirstCondition, facts, open, hits);
            }
        }
    }

    // Answered once, either way: another key that leads to the rule finds it closed.
    private void Ask(int rule, int first, in Facts facts, Span<ulong> open, Span<ulong> hits)
    {
        var bit = 1UL << rule;
        open[rule >> 6] &= ~bit;
        foreach (var condition in conditions[rule].AsSpan(first))
        {
            if (!condition.Holds(facts))
            {
                return;
            }
        }

        hits[rule >> 6] |= bit;
    }
}
