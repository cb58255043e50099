using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>What the boxed iterators make of the items of a list.</summary>
internal enum IterationKind
{
    For,
    Some,
    Every,
}

/// <summary>The boxed iterators: a body for each item of a list or a range. Another value counts as a list of it.</summary>
/// <param name="slot">Where the body sees the item.</param>
/// <param name="partialSlot">Where it sees the results so far; negative where nobody reads them.</param>
internal sealed class IterationNode(string path, IterationKind kind, LogicNode source, LogicNode body, int slot, int partialSlot, int size, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var value = run.Convert(Path, Iterate(run, slots, source.Evaluate(run, slots)), type);
        part?.Give(value);
        return value;
    }

    private FeelValue Iterate(DecisionRun run, FeelValue[] slots, FeelValue found)
    {
        if (found.IsNull)
        {
            return run.Fail(Path, "reason.not-iterable", found);
        }

        if (!Rounds.TryOf(run.Feel, default, found, out var rounds))
        {
            run.Adopt(Path);
            return default;
        }

        return kind == IterationKind.For ? Results(run, slots, rounds) : Quantified(run, slots, rounds);
    }

    private FeelValue Results(DecisionRun run, FeelValue[] slots, Rounds rounds)
    {
        var results = new ListBuilder(0);
        for (var i = 0L; i < rounds.Count; i++)
        {
            var own = Round(run, slots, rounds[i]);
            run.Feel.CheckSize(results.Count + 1);
            if (partialSlot >= 0)
            {
                run.Feel.Made(FeelEvaluation.BytesOfObject);
                own[partialSlot] = results.ToList();
            }

            results.Add(run.Feel.Kept(body.Evaluate(run, own)));
        }

        return run.Feel.Fresh(results.ToList());
    }

    // Three-valued: one decisive answer is enough and ends it, null leaves the rest open. What is no answer at all makes the whole null.
    private FeelValue Quantified(DecisionRun run, FeelValue[] slots, Rounds rounds)
    {
        var (decisive, unknown) = (kind == IterationKind.Some, false);
        for (var i = 0L; i < rounds.Count; i++)
        {
            var answer = body.Evaluate(run, Round(run, slots, rounds[i]));
            if (!answer.IsNull && answer.AsBoolean is null)
            {
                return run.Fail(Path, "reason.condition", answer);
            }

            if (answer.AsBoolean == decisive)
            {
                return decisive;
            }

            unknown |= answer.IsNull;
        }

        return unknown ? FeelValue.Null : !decisive;
    }

    // Functions made in the body keep the names that they saw: each turn has its own.
    private FeelValue[] Round(DecisionRun run, FeelValue[] slots, FeelValue item)
    {
        run.Feel.Step(1 + (size >> 2));
        var own = Widened(slots, size);
        own[slot] = item;
        return own;
    }
}
