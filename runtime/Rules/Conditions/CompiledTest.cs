namespace LowCode.Rules.Conditions;

/// <summary>A test of one cell of a row: of the header, or of a line. Absent values meet no test but <see cref="Null"/>.</summary>
internal abstract class CompiledTest(int slot)
{
    /// <summary>The cell's place in its row.</summary>
    public int Slot { get; } = slot;

    /// <param name="row">The cell where the row begins.</param>
    public abstract bool Holds(in Facts facts, int row);

    /// <summary>So many keys of a test are compared with each one that was found.</summary>
    private const int Few = 8;

    /// <param name="asked">In ascending order.</param>
    private static bool ContainsAny(ReadOnlySpan<int> found, int[] asked)
    {
        if (asked.Length <= Few)
        {
            return found.ContainsAny(asked);
        }

        foreach (var key in found)
        {
            if (Array.BinarySearch(asked, key) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public sealed class Null(int slot, bool isNull) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row) => facts.Document.Cells[row + Slot].IsAbsent == isNull;
    }

    /// <summary>A number within both ends, inclusive; negated: outside.</summary>
    public sealed class Range(int slot, long low, long high, bool isNegated) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row)
        {
            ref readonly var cell = ref facts.Document.Cells[row + Slot];
            return !cell.IsAbsent && (cell.Number >= low && cell.Number <= high) != isNegated;
        }
    }

    public sealed class NumberSet(int slot, long[] numbers, bool isNegated) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row)
        {
            ref readonly var cell = ref facts.Document.Cells[row + Slot];
            return !cell.IsAbsent && numbers.AsSpan().Contains(cell.Number) != isNegated;
        }
    }

    /// <summary>The whole text is one of some known values, given as bits; later versions may know more values than there are bits.</summary>
    public sealed class Exact(int slot, ulong[] values, bool isNegated) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row)
        {
            if (facts.Document.Cells[row + Slot].IsAbsent)
            {
                return false;
            }

            var value = facts.Keys.Cells[row + Slot].Exact;
            return (value >= 0 && value >> 6 < values.Length && ((values[value >> 6] >> value) & 1) != 0) != isNegated;
        }
    }

    public sealed class Prefix(int slot, int[] prefixes, bool isNegated) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row) =>
            !facts.Document.Cells[row + Slot].IsAbsent
            && ContainsAny(facts.Keys.Matches(facts.Keys.Cells[row + Slot].Prefixes), prefixes) != isNegated;
    }

    public sealed class Keyword(int slot, int[] keywords) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row) =>
            !facts.Document.Cells[row + Slot].IsAbsent
            && ContainsAny(facts.Keys.Matches(facts.Keys.Cells[row + Slot].Keywords), keywords);
    }

    public sealed class InList(int slot, int list) : CompiledTest(slot)
    {
        public override bool Holds(in Facts facts, int row) =>
            !facts.Document.Cells[row + Slot].IsAbsent && facts.Keys.Matches(facts.Keys.Cells[row + Slot].Lists).Contains(list);
    }
}
