using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>What the boxed iterators make of the items of a list.</summary>
internal enum IterationKind
{
    For,
    Some,
    Every,
    Filter,
}

/// <summary>The boxed iterators and the boxed filter: a body for each item of a list. A value that is no list counts as a list of it.</summary>
/// <param name="slot">Where the body sees the item.</param>
/// <param name="fieldSlots">For a filter: where the body sees the entries of an item that is a context.</param>
internal sealed class IterationNode(
    string path,
    IterationKind kind,
    LogicNode source,
    LogicNode body,
    int slot,
    IReadOnlyList<(string Name, int Slot)> fieldSlots,
    int size,
    DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var value = run.Convert(Path, Iterate(run, slots, source.Evaluate(run, slots)), type);
        part?.Give(value);
        return value;
    }

    private FeelValue Iterate(DecisionRun run, FeelValue[] slots, FeelValue source)
    {
        if (source.IsNull)
        {
            return run.Fail(Path, "reason.not-iterable", source);
        }

        var items = source.AsList ?? FeelList.Of(source);
        var results = new FeelValue[items.Count];
        var count = 0;
        for (var i = 0; i < items.Count; i++)
        {
            run.Feel.Step(1 + (size >> 2));

            // Functions made in the body keep the names that they saw: each turn has its own.
            var own = Widened(slots, size);
            own[slot] = items[i];
            foreach (var (name, at) in fieldSlots)
            {
                own[at] = items[i].AsContext is { } fields && fields.TryGet(name, out var field) ? field : slots.Length > at ? slots[at] : FeelValue.Null;
            }

            var value = body.Evaluate(run, own);
            if (kind != IterationKind.For && !value.IsNull && value.AsBoolean is null)
            {
                return run.Fail(Path, "reason.condition", value);
            }

            if (kind != IterationKind.Filter)
            {
                results[count++] = value;
            }
            else if (value.IsTrue)
            {
                results[count++] = items[i];
            }
        }

        return kind switch
        {
            IterationKind.For or IterationKind.Filter => run.Feel.Fresh(FeelList.Owning(results, count)),
            _ => Quantified(results),
        };
    }

    // Three-valued: one decisive answer is enough, an answer that is neither true nor false leaves the rest open.
    private FeelValue Quantified(FeelValue[] results)
    {
        var decisive = kind == IterationKind.Some;
        return results.Any(r => r.AsBoolean == decisive) ? decisive
            : results.Any(r => r.AsBoolean is null) ? FeelValue.Null
            : !decisive;
    }
}
