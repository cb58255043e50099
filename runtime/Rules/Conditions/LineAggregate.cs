using System.Numerics;
using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Conditions;

/// <summary>A sum, count, maximum, minimum or number of different values over the lines that satisfy some tests. Absent values are left out.</summary>
/// <param name="slot">The line cell that is taken.</param>
/// <param name="isText">The cell holds a text; only counting looks at those.</param>
internal sealed class LineAggregate(AggregateFunction function, int slot, bool isText, CompiledTest[] where)
{
    [ThreadStatic]
    private static int[]? _seen;

    /// <param name="value">Scaled; counts too.</param>
    /// <returns>False where the aggregate is absent: a maximum or minimum of nothing.</returns>
    public bool TryCompute(in Facts facts, out Int128 value)
    {
        if (function == AggregateFunction.Distinct)
        {
            value = (Int128)CountDistinct(facts) * ScaledNumber.One;
            return true;
        }

        value = 0;
        var taken = 0;
        for (var line = 0; line < facts.Document.LineCount; line++)
        {
            var row = facts.Layout.Row(line);
            if (!CompiledCondition.Hold(where, facts, row))
            {
                continue;
            }

            ref readonly var cell = ref facts.Document.Cells[row + slot];
            switch (function)
            {
                case AggregateFunction.Count:
                    value += ScaledNumber.One;
                    break;
                case var _ when cell.IsAbsent:
                    continue;
                case AggregateFunction.Sum:
                    value += cell.Number;
                    break;
                case AggregateFunction.Max:
                    value = taken == 0 || cell.Number > value ? cell.Number : value;
                    break;
                case AggregateFunction.Min:
                    value = taken == 0 || cell.Number < value ? cell.Number : value;
                    break;
                default:
                    throw new InvalidOperationException($"Expected a function of one pass, but it is {function}.");
            }

            taken++;
        }

        return taken > 0 || function is not (AggregateFunction.Max or AggregateFunction.Min);
    }

    private int CountDistinct(in Facts facts)
    {
        var seen = Seen(facts.Document.LineCount);
        var count = 0;
        for (var line = 0; line < facts.Document.LineCount; line++)
        {
            var row = facts.Layout.Row(line);
            if (facts.Document.Cells[row + slot].IsAbsent || !CompiledCondition.Hold(where, facts, row))
            {
                continue;
            }

            ref readonly var cell = ref facts.Document.Cells[row + slot];
            var at = (int)(isText ? ByteTable.Hash(facts.Text(cell)) : (uint)cell.Number.GetHashCode() * 0x9E3779B9) & (seen.Length - 1);
            while (seen[at] != 0 && !IsSame(facts, cell, facts.Document.Cells[facts.Layout.Row(seen[at] - 1) + slot]))
            {
                at = (at + 1) & (seen.Length - 1);
            }

            count += seen[at] == 0 ? 1 : 0;
            seen[at] = line + 1;
        }

        return count;
    }

    // Lines by the value that they hold, open addressing; each thread keeps its own.
    private static Span<int> Seen(int lines)
    {
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, lines * 2));
        var seen = _seen is { } kept && kept.Length >= length ? kept : _seen = new int[length];
        seen.AsSpan(0, length).Clear();
        return seen.AsSpan(0, length);
    }

    private bool IsSame(in Facts facts, in Cell a, in Cell b) =>
        isText ? a.Length == b.Length && facts.Text(a).SequenceEqual(facts.Text(b)) : a.Number == b.Number;
}
