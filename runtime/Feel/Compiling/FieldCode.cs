using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Where an entry lay in the last context looked at; contexts of the same making have it at the same place.</summary>
internal sealed record EntryPlace(ContextShape Shape, int Index);

/// <summary>Within a filter: the item's field of that name, else what the name means outside.</summary>
internal sealed class FieldCode(TextSpan span, int itemSlot, string name, Executable? otherwise) : Executable(span)
{
    private EntryPlace? _last;

    public bool HasMeaningOutside => otherwise is not null;

    public override FeelValue Run(FeelEvaluation run)
    {
        if (run.Stack[run.Base + itemSlot].As<FeelContext>() is { } context)
        {
            var place = _last;
            if (place is null || !ReferenceEquals(place.Shape, context.Shape))
            {
                _last = place = new(context.Shape, context.Shape.IndexOf(name));
            }

            if (place.Index >= 0)
            {
                return context.ValueAt(place.Index);
            }
        }

        return otherwise is not null ? otherwise.Run(run) : run.Fail(FeelProblemCode.NoEntry, Span, name);
    }
}

/// <summary><c>target.name</c></summary>
internal sealed class PathCode(TextSpan span, Executable target, string name) : Executable(span)
{
    private EntryPlace? _last;

    public override FeelValue Run(FeelEvaluation run) => Of(run, target.Run(run), true);

    private FeelValue Of(FeelEvaluation run, FeelValue value, bool report)
    {
        if (value.As<FeelContext>() is { } context)
        {
            var place = _last;
            if (place is null || !ReferenceEquals(place.Shape, context.Shape))
            {
                _last = place = new(context.Shape, context.Shape.IndexOf(name));
            }

            return place.Index >= 0 ? context.ValueAt(place.Index) : report ? run.Fail(FeelProblemCode.NoEntry, Span, name) : default;
        }

        if (value.AsList is { } list)
        {
            return OfItems(run, list);
        }

        if (PropertyParts.TryGet(value, name, out var part))
        {
            return part;
        }

        return report ? run.Fail(FeelProblemCode.NoProperty, Span, Kinds.Of(value), name) : default;
    }

    private FeelValue OfItems(FeelEvaluation run, FeelList list)
    {
        run.Step(list.Count);
        var items = new FeelValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            // Lists in lists are no deeper than values may be.
            items[i] = Of(run, list[i], false);
        }

        return run.Fresh(FeelList.Owning(items, items.Length));
    }
}

/// <summary><c>target...name</c></summary>
internal sealed class DescendantsCode(TextSpan span, Executable target, string name) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (found, open) = (new ListBuilder(0), new Stack<FeelValue>());
        Push(run, open, target.Run(run));
        while (open.TryPop(out var value))
        {
            if (value.AsContext is { } context)
            {
                run.Step(1 + context.Count);
                if (context.TryGet(name, out var entry))
                {
                    Find(run, ref found, entry);
                }

                for (var i = context.Count - 1; i >= 0; i--)
                {
                    Push(run, open, context.ValueAt(i));
                }
            }
            else if (value.AsList is { } list)
            {
                run.Step(1 + list.Count);
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    Push(run, open, list[i]);
                }
            }
        }

        return run.Fresh(found.ToList());
    }

    // Parts that values share are met once for each way that leads to them: the places to go to may be far more than there are values.
    private static void Push(FeelEvaluation run, Stack<FeelValue> open, FeelValue value)
    {
        if (value.Kind is FeelKind.List or FeelKind.Context)
        {
            run.Made(FeelEvaluation.BytesOfValue);
            open.Push(value);
        }
    }

    private static void Find(FeelEvaluation run, ref ListBuilder found, FeelValue value)
    {
        run.Made(FeelEvaluation.BytesOfValue);
        run.CheckSize(found.Count + 1);
        found.Add(value);
    }
}
