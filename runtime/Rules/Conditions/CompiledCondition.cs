using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Conditions;

/// <summary>A condition of a document as a whole.</summary>
internal abstract class CompiledCondition
{
    public abstract bool Holds(in Facts facts);

    public sealed class All(CompiledCondition[] conditions) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            foreach (var condition in conditions)
            {
                if (!condition.Holds(facts))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public sealed class Any(CompiledCondition[] conditions) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            foreach (var condition in conditions)
            {
                if (condition.Holds(facts))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public sealed class Not(CompiledCondition condition) : CompiledCondition
    {
        public override bool Holds(in Facts facts) => !condition.Holds(facts);
    }

    public sealed class Header(CompiledTest test) : CompiledCondition
    {
        public override bool Holds(in Facts facts) => test.Holds(facts, 0);
    }

    public sealed class AnyLine(CompiledTest[] tests) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            for (var line = 0; line < facts.Document.LineCount; line++)
            {
                if (Hold(tests, facts, facts.Layout.Row(line)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary><c>|a - b|</c>, or <c>a</c> itself, compared with <c>share * b</c>. Both sides times 10,000 twice: 128 bits hold them exactly.</summary>
    public sealed class Share(int a, int b, Comparison comparison, long share, bool isDifference) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            ref readonly var first = ref facts.Document.Cells[a];
            ref readonly var second = ref facts.Document.Cells[b];
            if (first.IsAbsent || second.IsAbsent)
            {
                return false;
            }

            var compared = isDifference ? Math.Abs(first.Number - second.Number) : first.Number;
            return Comparisons.Holds(comparison, (Int128)compared * ScaledNumber.One, (Int128)share * second.Number);
        }
    }

    public sealed class NumbersDiffer(int a, int b) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            ref readonly var first = ref facts.Document.Cells[a];
            ref readonly var second = ref facts.Document.Cells[b];
            return !first.IsAbsent && !second.IsAbsent && first.Number != second.Number;
        }
    }

    public sealed class TextsDiffer(int a, int b) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            ref readonly var first = ref facts.Document.Cells[a];
            ref readonly var second = ref facts.Document.Cells[b];
            return !first.IsAbsent && !second.IsAbsent && !facts.Text(first).SequenceEqual(facts.Text(second));
        }
    }

    public sealed class ListsDiffer(int a, int b) : CompiledCondition
    {
        public override bool Holds(in Facts facts)
        {
            ref readonly var first = ref facts.Document.Cells[a];
            ref readonly var second = ref facts.Document.Cells[b];
            if (first.IsAbsent || second.IsAbsent)
            {
                return false;
            }

            if (first.Length != second.Length)
            {
                return true;
            }

            var others = facts.Document.Elements(second);
            foreach (ref readonly var element in facts.Document.Elements(first))
            {
                if (!facts.Text(element).SequenceEqual(facts.Text(others[0])))
                {
                    return true;
                }

                others = others[1..];
            }

            return false;
        }
    }

    public sealed class MissingIn(int a, int b) : CompiledCondition
    {
        /// <summary>So many are compared one by one, without any memory.</summary>
        private const int MostCompared = 64;

        public override bool Holds(in Facts facts)
        {
            ref readonly var first = ref facts.Document.Cells[a];
            ref readonly var second = ref facts.Document.Cells[b];
            if (first.IsAbsent || second.IsAbsent)
            {
                return false;
            }

            var wanted = facts.Document.Elements(first);
            var there = facts.Document.Elements(second);
            if (there.Length > MostCompared)
            {
                return IsAnyMissing(facts, wanted, there);
            }

            foreach (ref readonly var element in wanted)
            {
                if (!Contains(facts, there, element))
                {
                    return true;
                }
            }

            return false;
        }

        // By hashes, so that long lists do not take the product of their lengths.
        private static bool IsAnyMissing(in Facts facts, ReadOnlySpan<Cell> wanted, ReadOnlySpan<Cell> there)
        {
            var places = new Dictionary<int, int>(there.Length);
            for (var i = 0; i < there.Length; i++)
            {
                places.TryAdd(HashOf(facts.Text(there[i])), i);
            }

            foreach (ref readonly var element in wanted)
            {
                // Another text of the same hash may hide the one that is looked for.
                if (!places.TryGetValue(HashOf(facts.Text(element)), out var place)
                    || (!facts.Text(there[place]).SequenceEqual(facts.Text(element)) && !Contains(facts, there, element)))
                {
                    return true;
                }
            }

            return false;
        }

        private static int HashOf(ReadOnlySpan<byte> text)
        {
            var hash = default(HashCode);
            hash.AddBytes(text);
            return hash.ToHashCode();
        }

        private static bool Contains(in Facts facts, ReadOnlySpan<Cell> elements, in Cell text)
        {
            foreach (ref readonly var element in elements)
            {
                if (facts.Text(element).SequenceEqual(facts.Text(text)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public sealed class Aggregate(LineAggregate aggregate, Comparison comparison, long value) : CompiledCondition
    {
        public override bool Holds(in Facts facts) => aggregate.TryCompute(facts, out var computed) && Comparisons.Holds(comparison, computed, value);
    }

    internal static bool Hold(CompiledTest[] tests, in Facts facts, int row)
    {
        foreach (var test in tests)
        {
            if (!test.Holds(facts, row))
            {
                return false;
            }
        }

        return true;
    }
}
