namespace LowCode.Feel.Values;

/// <summary>Compares values that lie too deep in one another for methods that call themselves.</summary>
internal static class DeepComparing
{
    /// <param name="alike">Compares values that hold no others.</param>
    public static bool AreAlike(FeelValue left, FeelValue right, Func<FeelValue, FeelValue, bool> alike)
    {
        var open = new Stack<(FeelValue Left, FeelValue Right)>();
        open.Push((left, right));
        while (open.TryPop(out var pair))
        {
            if (!(pair.Left.Nested is null || pair.Left.Kind != pair.Right.Kind ? alike(pair.Left, pair.Right) : Opened(open, pair.Left, pair.Right)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Opened(Stack<(FeelValue Left, FeelValue Right)> open, FeelValue left, FeelValue right)
    {
        if (left.AsList is { } list)
        {
            return Opened(open, list, right.AsList!);
        }

        if (left.AsContext is { } context)
        {
            return Opened(open, context, right.AsContext!);
        }

        var (one, other) = (left.AsRange!, right.AsRange!);
        open.Push((one.Start, other.Start));
        open.Push((one.End, other.End));
        return Comparing.AreAlike(one, other);
    }

    private static bool Opened(Stack<(FeelValue Left, FeelValue Right)> open, FeelList left, FeelList right)
    {
        for (var i = 0; left.Count == right.Count && i < left.Count; i++)
        {
            open.Push((left[i], right[i]));
        }

        return left.Count == right.Count;
    }

    private static bool Opened(Stack<(FeelValue Left, FeelValue Right)> open, FeelContext left, FeelContext right)
    {
        var all = left.Count == right.Count;
        for (var i = 0; all && i < left.Count; i++)
        {
            all = right.TryGet(left.Keys[i], out var other);
            open.Push((left.ValueAt(i), other));
        }

        return all;
    }
}
