using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>Finds the rules whose cells all hold.</summary>
internal sealed class RuleMatcher
{
    private const int WordsOnStack = 256;

    private readonly IReadOnlyList<TableRule> _rules;
    private readonly ColumnIndex?[] _columns;
    private readonly int _tested;
    private readonly bool _stopsAtFirst;

    /// <param name="tested">The slot in which cells see the value that they test.</param>
    /// <param name="stopsAtFirst">Only the first rule that matches is wanted.</param>
    public RuleMatcher(IReadOnlyList<TableRule> rules, int inputs, int tested, bool stopsAtFirst)
    {
        _rules = rules;
        _tested = tested;
        _stopsAtFirst = stopsAtFirst;
        _columns = [.. Enumerable.Range(0, inputs).Select(i => ColumnIndex.Of([.. rules.Select(r => r.Cells[i].Shape)]))];
    }

    /// <summary>Adds the matching rules in their order.</summary>
    public void Match(DecisionRun run, FeelValue[] slots, FeelValue[] values, List<int> hits)
    {
        var words = RuleSet.WordsFor(_rules.Count);
        Span<ulong> candidates = words <= WordsOnStack ? stackalloc ulong[words] : new ulong[words];
        candidates.Fill(ulong.MaxValue);
        if (_rules.Count % RuleSet.BitsPerWord is > 0 and var rest)
        {
            candidates[^1] = (1UL << rest) - 1;
        }

        // A column without an answer from its index is tested for every rule that the others leave.
        Span<bool> isOpen = stackalloc bool[Math.Min(values.Length, WordsOnStack)];
        if (values.Length > isOpen.Length)
        {
            isOpen = new bool[values.Length];
        }

        var isAnyOpen = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (_columns[i] is not { } column || !column.TryFind(values[i], out var rules))
            {
                isAnyOpen = isOpen[i] = true;
                continue;
            }

            isAnyOpen |= column.HasUnsure;
            if (!RuleSet.Intersect(candidates, rules))
            {
                return;
            }
        }

        for (var rule = RuleSet.Next(candidates, 0); rule >= 0; rule = RuleSet.Next(candidates, rule + 1))
        {
            if (!isAnyOpen || Holds(run, slots, values, rule, isOpen))
            {
                hits.Add(rule);
                if (_stopsAtFirst)
                {
                    return;
                }
            }
        }
    }

    private bool Holds(DecisionRun run, FeelValue[] slots, FeelValue[] values, int rule, ReadOnlySpan<bool> isOpen)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!isOpen[i] && !RuleSet.Has(_columns[i]!.Unsure, rule))
            {
                continue;
            }

            run.Feel.Step(1);
            var cell = _rules[rule].Cells[i];
            slots[_tested] = values[i];
            if (cell.Holds(run, slots) != true)
            {
                return false;
            }
        }

        return true;
    }
}
