using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

internal sealed class ListCode(TextSpan span, Executable[] items) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Run(run);
        }

        return run.Fresh(FeelList.Owning(values, values.Length));
    }
}

/// <summary>Each entry lies in a slot too, where those after it read it.</summary>
internal sealed class ContextCode(TextSpan span, ContextShape shape, Executable[] entries, int firstSlot) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var values = new FeelValue[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            values[i] = entries[i].Run(run);
            run.Stack[run.Base + firstSlot + i] = values[i];
        }

        return run.Fresh(new FeelContext(shape, values));
    }
}

/// <summary><c>target[condition]</c>: the item at a number, or the items for which the condition is true.</summary>
/// <param name="size">Nodes of the condition, the work that one item makes.</param>
internal sealed class FilterCode(TextSpan span, Executable target, Executable condition, int itemSlot, int size) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var value = target.Run(run);
        var problems = run.ProblemCount;
        var items = value.AsList ?? (value.IsNull ? FeelList.Empty : FeelList.Of(value));
        run.Stack[run.Base + itemSlot] = items.Count > 0 ? items[0] : default;
        var first = condition.Run(run);
        if (items.Count == 0 && run.ProblemCount > problems)
        {
            // Only whether it is a position was asked: there is no item of which anything could be wrong.
            run.Forget(problems);
        }

        return first.Kind == FeelKind.Number ? ItemAt(items, first) : Matching(run, value, items, first, problems);
    }

    private static FeelValue ItemAt(FeelList items, FeelValue position)
    {
        var at = position.AsInt64() ?? 0;
        var index = at < 0 ? items.Count + at : at - 1;
        return index >= 0 && index < items.Count ? items[(int)index] : default;
    }

    private FeelValue Matching(FeelEvaluation run, FeelValue value, FeelList items, FeelValue first, int problems)
    {
        if (first.Kind is not (FeelKind.Boolean or FeelKind.Null))
        {
            return run.Fail(FeelProblemCode.NotFilter, condition.Span, first, Kinds.Of(first));
        }

        var matching = new ListBuilder(0);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                run.Step(size);
                run.Stack[run.Base + itemSlot] = items[i];
                first = condition.Run(run);
            }

            if (first.IsTrue)
            {
                matching.Add(items[i]);
            }
        }

        // Where some items have the entry the others just do not match; where none has, its name may be wrong.
        if (run.ProblemCount > problems && matching.Count > 0)
        {
            run.Forget(problems, FeelProblemCode.NoEntry);
        }

        return value.AsList is { } whole && matching.Count == whole.Count ? value : run.Fresh(matching.ToList());
    }
}
