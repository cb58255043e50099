using LowCode.Rules.Conditions;
using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>
/// One value of a document sorted into classes that all rules treat alike; each class has a row of the rules that it leaves possible.
/// </summary>
internal abstract class Column
{
    /// <summary>Where its rows begin.</summary>
    public int FirstRow { get; init; }

    /// <summary>The row of the class that the document's value falls into.</summary>
    public abstract int RowOf(in Facts facts);

    /// <summary>Classes: each value that some rule names, all others, absent.</summary>
    public sealed class Text(int slot, int values) : Column
    {
        public override int RowOf(in Facts facts)
        {
            if (facts.Document.Cells[slot].IsAbsent)
            {
                return FirstRow + values + 1;
            }

            var value = facts.Keys.Cells[slot].Exact;
            return FirstRow + (value == ByteTable.None ? values : value);
        }
    }

    /// <summary>Classes: each number that some rule names, the gaps between them, absent.</summary>
    public sealed class Number(int slot, long[] bounds) : Column
    {
        public override int RowOf(in Facts facts)
        {
            ref readonly var cell = ref facts.Document.Cells[slot];
            return FirstRow + (cell.IsAbsent ? Absent(bounds) : ClassOf(bounds, cell.Number));
        }
    }

    /// <summary>As <see cref="Number"/>, of a number that is computed over all lines.</summary>
    public sealed class Total(LineAggregate aggregate, long[] bounds) : Column
    {
        // No bound comes near it, so the class stays the same.
        private static readonly Int128 _largest = long.MaxValue;

        public override int RowOf(in Facts facts) =>
            FirstRow + (aggregate.TryCompute(facts, out var value) ? ClassOf(bounds, (long)Int128.Clamp(value, -_largest, _largest)) : Absent(bounds));
    }

    internal static int Absent(long[] bounds) => (2 * bounds.Length) + 1;

    /// <summary>2i + 1 for the i-th bound itself, 2i for the gap below it.</summary>
    internal static int ClassOf(long[] bounds, long number)
    {
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (bounds[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (2 * low) + (low < bounds.Length && bounds[low] == number ? 1 : 0);
    }
}
