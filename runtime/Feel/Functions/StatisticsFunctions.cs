using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

/// <summary>Functions that make one value of a list's items.</summary>
internal static class StatisticsFunctions
{
    public static IEnumerable<FeelFunction> All =>
    [
        Choice("min", Takes("list: list", FeelType.Any, (run, a) => Extreme(run, "min", a[0], -1), Variadic.FromTwo, infers: t => t is [FeelType.ListType list] ? list.Items : FeelType.Common(t))),
        Choice("max", Takes("list: list", FeelType.Any, (run, a) => Extreme(run, "max", a[0], 1), Variadic.FromTwo, infers: t => t is [FeelType.ListType list] ? list.Items : FeelType.Common(t))),
        Numeric("sum", (_, items) => Sum(items)),
        Numeric("product", (_, items) => Product(items)),
        Numeric("mean", (_, items) => Mean(items)),
        Numeric("median", (_, items) => Median(items)),
        Numeric("stddev", StandardDeviation),
        Function("mode", Takes("list: list", FeelType.ListOf(FeelType.Number), Mode, Variadic.FromTwo, [FeelKind.Number])),
        Function("all", Takes("list: list", FeelType.Boolean, (run, a) => Quantify(run, "all", a[0].AsList!, false), Variadic.FromTwo, [FeelKind.Boolean])),
        Function("any", Takes("list: list", FeelType.Boolean, (run, a) => Quantify(run, "any", a[0].AsList!, true), Variadic.FromTwo, [FeelKind.Boolean])),
    ];

    private static FeelFunction Numeric(string name, Func<FeelEvaluation, FeelList, FeelValue> compute) =>
        Function(name, Takes("list: list", FeelType.Number, (run, a) => AreNumbers(run, name, a[0].AsList!) && a[0].AsList!.Count > 0 ? compute(run, a[0].AsList!) : Nothing(run, name, a[0]), Variadic.FromTwo, [FeelKind.Number]));

    private static bool AreNumbers(FeelEvaluation run, string name, FeelList list)
    {
        foreach (var item in list.AsSpan())
        {
            if (item.NumberTag is null && !item.IsNumber)
            {
                run.Fail(FeelProblemCode.ArgumentType, name, "list", Kinds.Of(FeelKind.Number), item, Kinds.Of(item));
                return false;
            }
        }

        return true;
    }

    private static FeelValue Nothing(FeelEvaluation run, string name, FeelValue list) =>
        list.AsList!.Count > 0 || name is "sum" or "min" or "max" or "mean" or "median" ? default : run.Fail(FeelProblemCode.ArgumentValue, "list", list, new TextKey("expects.some"));

    private static FeelValue Extreme(FeelEvaluation run, string name, FeelValue list, int sign)
    {
        var items = list.AsList!.AsSpan();
        if (items.Length == 0)
        {
            return default;
        }

        var best = items[0];
        foreach (var item in items)
        {
            if (Comparing.Order(item, best) is not { } order)
            {
                return item.Kind == best.Kind
                    ? run.Fail(FeelProblemCode.NotOrdered, item, Kinds.Of(item))
                    : run.Fail(FeelProblemCode.NotComparable, item, Kinds.Of(item), Kinds.Of(best));
            }

            best = Math.Sign(order) == sign ? item : best;
        }

        return best;
    }

    private static FeelValue Sum(FeelList list)
    {
        FeelValue sum = 0;
        foreach (var item in list.AsSpan())
        {
            sum = sum.IsNull ? sum : Arithmetic.Add(sum, item);
        }

        return sum;
    }

    private static FeelValue Product(FeelList list)
    {
        FeelValue product = 1;
        foreach (var item in list.AsSpan())
        {
            product = product.IsNull ? product : Arithmetic.Multiply(product, item);
        }

        return product;
    }

    private static FeelValue Mean(FeelList list) => Sum(list) is { IsNull: false } sum ? Arithmetic.Divide(sum, list.Count) : default;

    private static FeelValue Median(FeelList list)
    {
        var sorted = list.AsSpan().ToArray();
        Array.Sort(sorted, Arithmetic.CompareNumbers);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : Mean(FeelList.Of(sorted[middle - 1], sorted[middle]));
    }

    // Of a sample: the divisor is one less than the count.
    private static FeelValue StandardDeviation(FeelEvaluation run, FeelList list)
    {
        if (list.Count < 2 || Mean(list) is not { IsNull: false } mean)
        {
            return run.Fail(FeelProblemCode.ArgumentValue, "list", (FeelValue)list, new TextKey("expects.two"));
        }

        var squares = FeelList.From(list.Select(item => Arithmetic.Subtract(item, mean)).Select(d => d.IsNull ? d : Arithmetic.Multiply(d, d)));
        return squares.Any(s => s.IsNull) || Sum(squares) is not { IsNull: false } sum
            ? run.Fail(FeelProblemCode.BeyondRange)
            : FeelValue.From(NumberMath.Sqrt(Arithmetic.Divide(sum, list.Count - 1).AsNumber!.Value));
    }

    private static FeelValue Mode(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var list = arguments[0].AsList!;
        if (!AreNumbers(run, "mode", list))
        {
            return default;
        }

        var counts = list.GroupBy(n => n).Select(g => (g.Key, Count: g.Count())).ToList();
        var most = counts.Count == 0 ? 0 : counts.Max(c => c.Count);
        var modes = counts.Where(c => c.Count == most).Select(c => c.Key).ToArray();
        Array.Sort(modes, Arithmetic.CompareNumbers);
        return FeelList.Of(modes);
    }

    private static FeelValue Quantify(FeelEvaluation run, string name, FeelList list, bool deciding)
    {
        var unknown = false;
        foreach (var item in list.AsSpan())
        {
            if (item.AsBoolean == deciding)
            {
                return deciding;
            }

            if (!item.IsNull && item.AsBoolean is null)
            {
                return run.Fail(FeelProblemCode.ArgumentType, name, "list", Kinds.Of(FeelKind.Boolean), item, Kinds.Of(item));
            }

            unknown |= item.IsNull;
        }

        return unknown ? default(FeelValue) : !deciding;
    }
}
