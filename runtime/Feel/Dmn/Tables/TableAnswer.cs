using System.Diagnostics;
using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>What a table gives for the rules that matched: its hit policy (DMN 1.5, 8.2.10 and 8.2.11).</summary>
internal sealed class TableAnswer(
    string path,
    HitPolicy hitPolicy,
    Aggregation? aggregation,
    IReadOnlyList<TableOutput> outputs,
    FunctionLibrary functions)
{
    /// <param name="slots">The names that tests see, with a place for the tested value.</param>
    /// <param name="results">The outputs of each matching rule, in the order of the rules; at least one.</param>
    public FeelValue Of(DecisionRun run, FeelValue[] slots, List<FeelValue[]> results) => hitPolicy switch
    {
        HitPolicy.Unique when results.Count > 1 => run.Fail(path, "reason.not-unique", results.Count),
        HitPolicy.Any when results.Skip(1).Any(r => !AreSame(r, results[0])) => run.Fail(path, "reason.not-agreed", results.Count),
        HitPolicy.Unique or HitPolicy.Any or HitPolicy.First => Checked(run, slots, results[0]),
        HitPolicy.Priority => Checked(run, slots, results.OrderBy(r => RankOf(run, slots, r)).First()),
        HitPolicy.OutputOrder => Many(run, slots, results.OrderBy(r => RankOf(run, slots, r))),
        HitPolicy.RuleOrder => Many(run, slots, results),
        HitPolicy.Collect => aggregation is { } how ? AggregatedIfAllowed(run, slots, how, results) : Many(run, slots, results),
        _ => throw new UnreachableException(),
    };

    /// <summary>What the table gives where no rule matches and no default is given.</summary>
    public FeelValue WithoutHits(DecisionRun run) => aggregation == Aggregation.Count && hitPolicy == HitPolicy.Collect
        ? 0
        : run.Fail(path, "reason.no-rule");

    /// <summary>One result, of a rule or of the defaults; null with a reason where an output is not allowed.</summary>
    public FeelValue Checked(DecisionRun run, FeelValue[] slots, FeelValue[] result) => AreAllowed(run, slots, result) ? Single(result) : FeelValue.Null;

    private bool AreAllowed(DecisionRun run, FeelValue[] slots, FeelValue[] result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            if (outputs[i].Allowed is { } allowed && !result[i].IsNull && !Holds(run, slots, allowed, result[i]))
            {
                run.Fail(outputs[i].Path, "reason.constraint", result[i], allowed.Text);
                return false;
            }
        }

        return true;
    }

    private FeelValue Single(FeelValue[] result) => outputs.Count == 1 ? result[0] : FeelContext.Of(outputs.Select((o, i) => (o.Name, result[i])));

    private FeelValue Many(DecisionRun run, FeelValue[] slots, IEnumerable<FeelValue[]> results) => run.Feel.Fresh(FeelList.From(results.Select(r => Checked(run, slots, r))));

    private FeelValue AggregatedIfAllowed(DecisionRun run, FeelValue[] slots, Aggregation how, List<FeelValue[]> results) =>
        results.TrueForAll(r => AreAllowed(run, slots, r)) ? Aggregated(run, how, results) : FeelValue.Null;

    private FeelValue Aggregated(DecisionRun run, Aggregation how, List<FeelValue[]> results) => how switch
    {
        Aggregation.Count => results.Count,
        Aggregation.Sum => EachOutput(run, "sum", results),
        Aggregation.Min => EachOutput(run, "min", results),
        Aggregation.Max => EachOutput(run, "max", results),
        _ => throw new UnreachableException(),
    };

    private FeelValue EachOutput(DecisionRun run, string function, List<FeelValue[]> results) =>
        Single([.. outputs.Select((_, i) => Call(run, function, FeelList.From(results.Select(r => r[i]))))]);

    private FeelValue Call(DecisionRun run, string function, FeelList values)
    {
        var result = FunctionCalls.Call(functions.Find(function)!, run.Feel, values);
        run.Adopt(path);
        return result;
    }

    // Outputs from left to right, each by the place of its value among the output values of its column.
    private Ranking RankOf(DecisionRun run, FeelValue[] slots, FeelValue[] result) => new(
        [.. outputs.Select((output, i) => output.Ranks.Index().Where(r => Holds(run, slots, r.Item, result[i])).Select(r => (int?)r.Index).FirstOrDefault() ?? output.Ranks.Count)]);

    private static bool Holds(DecisionRun run, FeelValue[] slots, CompiledTests tests, FeelValue value)
    {
        slots[tests.Slot] = value;
        return tests.Holds(run.Feel, slots) == true;
    }

    private static bool AreSame(FeelValue[] left, FeelValue[] right) => left.Zip(right).All(p => Comparing.AreEqual(p.First, p.Second) == true);

    private sealed class Ranking(IReadOnlyList<int> places) : IComparable<Ranking>
    {
        private readonly IReadOnlyList<int> _places = places;

        public int CompareTo(Ranking? other) => _places.Zip(other!._places).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(c => c != 0);
    }
}
