using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Conditions;

/// <summary>A sum, count, maximum, minimum or number of different values over the lines that satisfy some tests. Absent values are left out.</summary>
/// <param name="slot">The line cell that is taken.</param>
/// <param name="isText">The cell holds a text; only counting looks at those.</param>
internal sealed class LineAggregate(AggregateFunction function, int slot, bool isText, CompiledTest[] where)
{
    /// <param name="value">Scaled; counts too.</param>
    /// <returns>False where the aggregate is absent: a maximum or minimum of nothing.</returns>
    public bool TryCompute(in Facts facts, out Int128 value)
    {
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
                    value += IsFirst(facts, line, cell) ? ScaledNumber.One : 0;
                    break;
            }

            taken++;
        }

        return taken > 0 || function is not (AggregateFunction.Max or AggregateFunction.Min);
    }

    // Documents have few lines; a value of thousands of lines is mostly met again early.
    private bool IsFirst(in Facts facts, int line, in Cell cell)
    {
        for (var before = 0; before < line; before++)
        {
            var row = facts.Layout.Row(before);
            ref readonly var other = ref facts.Document.Cells[row + slot];
            if (!other.IsAbsent && IsSame(facts, cell, other) && CompiledCondition.Hold(where, facts, row))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSame(in Facts facts, in Cell a, in Cell b) =>
        isText ? a.Length == b.Length && facts.Text(a).SequenceEqual(facts.Text(b)) : a.Number == b.Number;
}
