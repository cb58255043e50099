using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Functions;

/// <summary>
/// A merge sort: keeps the order of equals, and ends whatever the function answers. Without a function the items' own order is taken.
/// </summary>
internal static class MergeSort
{
    public static FeelValue Run(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var items = arguments[0].AsList!.AsSpan().ToArray();
        arguments[1].Is<FeelFunction>(out var precedes);
        var other = new FeelValue[items.Length];
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                var (middle, end) = (Math.Min(start + width, items.Length), Math.Min(start + (2 * width), items.Length));
                if (!Merge(run, precedes, items, other, start, middle, end))
                {
                    return default;
                }
            }

            (items, other) = (other, items);
        }

        return FeelList.Owning(items, items.Length);
    }

    private static bool Merge(FeelEvaluation run, FeelFunction? precedes, FeelValue[] from, FeelValue[] to, int start, int middle, int end)
    {
        var (left, right) = (start, middle);
        run.Step(end - start);
        for (var at = start; at < end; at++)
        {
            if (right == end)
            {
                to[at] = from[left++];
            }
            else if (left == middle)
            {
                to[at] = from[right++];
            }
            else if (Precedes(run, precedes, from[right], from[left]) is { } rightFirst)
            {
                to[at] = rightFirst ? from[right++] : from[left++];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool? Precedes(FeelEvaluation run, FeelFunction? precedes, FeelValue left, FeelValue right)
    {
        if (precedes is null)
        {
            // Long texts may differ at their ends only.
            if (left.Weight > 1)
            {
                run.Step(Math.Min(left.Weight, right.Weight));
            }

            if (Comparing.Order(left, right) is { } order)
            {
                return order < 0;
            }

            _ = left.Kind == right.Kind
                ? run.Fail(FeelProblemCode.NotOrdered, left, Kinds.Of(left))
                : run.Fail(FeelProblemCode.NotComparable, left, Kinds.Of(left), Kinds.Of(right));
            return null;
        }

        var result = FunctionCalls.Call(precedes, run, left, right);
        if (result.AsBoolean is null)
        {
            run.Fail(FeelProblemCode.ArgumentValue, "precedes", result, new TextKey("expects.truth"));
        }

        return result.AsBoolean;
    }
}
