using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A name that the condition of a boxed filter reads as a field of the item.</summary>
/// <param name="HasMeaningOutside">Where an item has no such field the name means what it means around the filter.</param>
/// <param name="IsDeclared">By the type of the items.</param>
internal sealed record ItemField(string Name, int Slot, bool HasMeaningOutside, bool IsDeclared);

/// <summary>The boxed filter: the items of a list for which the condition is true. A value that is no list counts as a list of it.</summary>
/// <param name="slot">Where the condition sees the item.</param>
internal sealed class FilteringNode(string path, LogicNode source, LogicNode match, int slot, IReadOnlyList<ItemField> fields, int size, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var value = run.Convert(Path, Filtered(run, slots, source.Evaluate(run, slots)), type);
        part?.Give(value);
        return value;
    }

    private FeelValue Filtered(DecisionRun run, FeelValue[] slots, FeelValue found)
    {
        if (found.IsNull)
        {
            return run.Fail(Path, "reason.not-iterable", found);
        }

        var items = found.AsList ?? FeelList.Of(found);
        var (matching, missing) = (new ListBuilder(0), new bool[fields.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            run.Feel.Step(1 + (size >> 2));
            var holds = match.Evaluate(run, Round(slots, items[i], missing));
            if (!holds.IsNull && holds.AsBoolean is null)
            {
                return run.Fail(Path, "reason.condition", holds);
            }

            if (holds.IsTrue)
            {
                matching.Add(items[i]);
            }
        }

        if (matching.Count == 0)
        {
            TellMissing(run, missing);
        }

        return run.Feel.Fresh(matching.ToList());
    }

    // Functions made in the condition keep the names that they saw: each turn has its own.
    private FeelValue[] Round(FeelValue[] slots, FeelValue item, bool[] missing)
    {
        var own = Widened(slots, size);
        own[slot] = item;
        for (var i = 0; i < fields.Count; i++)
        {
            var value = FeelValue.Null;
            var has = item.AsContext is { } context && context.TryGet(fields[i].Name, out value);
            own[fields[i].Slot] = has ? value : fields[i].HasMeaningOutside ? slots[fields[i].Slot] : FeelValue.Null;
            missing[i] |= !has && fields[i] is { HasMeaningOutside: false, IsDeclared: false };
        }

        return own;
    }

    // Where some items have the field the others just do not match; where nothing matches, its name may be wrong.
    private void TellMissing(DecisionRun run, bool[] missing)
    {
        for (var i = 0; i < missing.Length; i++)
        {
            if (missing[i])
            {
                run.Feel.Fail(FeelProblemCode.NoEntry, default(TextSpan), fields[i].Name);
            }
        }

        run.Adopt(Path);
    }
}
