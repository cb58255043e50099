using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

internal static class ListFunctions
{
    public static IEnumerable<FeelFunction> All =>
    [
        Function("list contains", Takes("list: list, element: Any!", FeelType.Boolean, (_, a) => Contains(a[0].AsList!, a[1]))),
        Glance("count", Takes("list: list", FeelType.Number, (_, a) => a[0].AsList!.Count, Variadic.FromTwo)),
        Function("sublist", Takes("list: list, start position: number, length: number?", FeelType.AnyList, Sublist, infers: t => ListLike(t[0]))),
        Function("append", Takes("list: list, item: Any!", FeelType.AnyList, (_, a) => Append(a), infers: t => With(t[0], t[1])), Takes("list: list", FeelType.AnyList, (_, a) => Append(a[0].AsList!.AsSpan()), Variadic.Always, infers: t => With(t[0], t.Skip(1)))),
        Function("concatenate", Takes("list: list", FeelType.AnyList, Concatenate, Variadic.Always, infers: Together)),
        Function("insert before", Takes("list: list, position: number, newItem: Any!", FeelType.AnyList, InsertBefore, infers: t => With(t[0], t[2]))),
        Function("remove", Takes("list: list, position: number", FeelType.AnyList, Remove, infers: t => ListLike(t[0]))),
        Function("reverse", Takes("list: list", FeelType.AnyList, Reverse, infers: t => ListLike(t[0]))),
        Function("index of", Takes("list: list, match: Any!", FeelType.ListOf(FeelType.Number), (_, a) => Positions(a[0], a[1]))),
        Function("union", Takes("list: list", FeelType.AnyList, (run, a) => Concatenate(run, a) is { IsNull: false } all ? Distinct(all.AsList!) : default(FeelValue), Variadic.Always, infers: Together)),
        Function("distinct values", Takes("list: list", FeelType.AnyList, (_, a) => Distinct(a[0].AsList!), infers: t => ListLike(t[0]))),
        Function("flatten", Takes("list: list", FeelType.AnyList, Flatten)),
        Function(
            "list replace",
            Takes("list: list, position: Any, newItem: Any!", FeelType.AnyList, ReplaceAny, infers: t => With(t[0], t[2])),
            Takes("list: list, match: function, newItem: Any!", FeelType.AnyList, ReplaceAny, infers: t => With(t[0], t[2]))),
        Function("sort", Takes("list: list, precedes: function?", FeelType.AnyList, MergeSort.Run, infers: t => ListLike(t[0]))),
    ];

    private static FeelType With(FeelType list, params IEnumerable<FeelType> items) => FeelType.ListOf(FeelType.Common(items.Prepend(ItemsOf(list))));

    private static FeelType Together(IReadOnlyList<FeelType> lists) => FeelType.ListOf(FeelType.Common(lists.Select(ItemsOf)));

    /// <summary>The index that a position from the start (1, 2, ..) or the end (-1, -2, ..) means, or null and a problem.</summary>
    private static int? IndexOf(FeelEvaluation run, FeelValue position, int count)
    {
        var at = position.AsInt64() ?? position.AsNumber?.Round(0, Numbers.RoundingMode.Down)?.ToInt64() ?? 0;
        var index = at < 0 ? count + at : at - 1;
        if (at != 0 && index >= 0 && index < count)
        {
            return (int)index;
        }

        run.Fail(FeelProblemCode.ArgumentValue, "position", position, new TextKey("expects.position"));
        return null;
    }

    private static bool Contains(FeelList list, FeelValue wanted)
    {
        foreach (var item in list.AsSpan())
        {
            if (Comparing.AreEqual(item, wanted) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static FeelList Positions(FeelValue list, FeelValue wanted)
    {
        var (found, index) = (new ListBuilder(0), 0);
        foreach (var item in list.AsList!.AsSpan())
        {
            index++;
            if (Comparing.AreEqual(item, wanted) == true)
            {
                found.Add(index);
            }
        }

        return found.ToList();
    }

    private static FeelValue Sublist(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var list = arguments[0].AsList!;
        if (IndexOf(run, arguments[1], list.Count) is not { } start)
        {
            return default;
        }

        var length = arguments[2].IsNull ? list.Count - start : arguments[2].AsInt64() ?? arguments[2].AsNumber!.Value.Round(0, Numbers.RoundingMode.Down)?.ToInt64();
        return length is null or < 0 || length > list.Count - start || (length == 0 && !arguments[2].IsNull)
            ? run.Fail(FeelProblemCode.ArgumentValue, "length", arguments[2], new TextKey("expects.length"))
            : FeelList.Of(list.AsSpan().Slice(start, (int)length.Value));
    }

    private static FeelValue Append(ReadOnlySpan<FeelValue> arguments)
    {
        var list = arguments[0].AsList ?? (arguments[0].IsNull ? null : FeelList.Of(arguments[0]));
        return list is null ? default(FeelValue) : (FeelValue)FeelList.Of([.. list.AsSpan(), .. arguments[1..]]);
    }

    private static FeelValue Concatenate(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var all = new ListBuilder(0);
        foreach (var part in arguments[0].AsList!.AsSpan())
        {
            if (part.IsNull)
            {
                return run.Fail(FeelProblemCode.ArgumentType, "concatenate", "list", Kinds.Of(FeelKind.List), part, Kinds.Of(part));
            }

            run.CheckSize(all.Count + (part.AsList?.Count ?? 1));
            all.AddRange(part.AsList is { } list ? list.AsSpan() : [part]);
        }

        return all.ToList();
    }

    private static FeelValue InsertBefore(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var list = arguments[0].AsList!;
        return IndexOf(run, arguments[1], list.Count) is { } index
            ? FeelList.Of([.. list.AsSpan()[..index], arguments[2], .. list.AsSpan()[index..]])
            : default(FeelValue);
    }

    private static FeelValue Remove(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var list = arguments[0].AsList!;
        return IndexOf(run, arguments[1], list.Count) is { } index
            ? FeelList.Of([.. list.AsSpan()[..index], .. list.AsSpan()[(index + 1)..]])
            : default(FeelValue);
    }

    private static FeelValue Reverse(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var items = arguments[0].AsList!.AsSpan().ToArray();
        Array.Reverse(items);
        return FeelList.Owning(items, items.Length);
    }

    private static FeelList Distinct(FeelList list)
    {
        var (found, seen) = (new ListBuilder(0), new HashSet<FeelValue>());
        foreach (var item in list.AsSpan())
        {
            if (seen.Add(item))
            {
                found.Add(item);
            }
        }

        return found.ToList();
    }

    private static FeelValue Flatten(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var flat = new ListBuilder(0);
        AddFlat(run, arguments[0].AsList!, ref flat);
        return flat.ToList();
    }

    private static void AddFlat(FeelEvaluation run, FeelList list, ref ListBuilder flat)
    {
        foreach (var item in list.AsSpan())
        {
            if (item.AsList is { } inner)
            {
                AddFlat(run, inner, ref flat);
            }
            else
            {
                run.CheckSize(flat.Count + 1);
                flat.Add(item);
            }
        }
    }

    private static FeelValue ReplaceAny(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var (list, newItem) = (arguments[0].AsList!, arguments[2]);
        if (arguments[1].Is<FeelFunction>(out var match))
        {
            return ReplaceMatching(run, list, match, newItem);
        }

        if (!arguments[1].IsNumber)
        {
            return run.Fail(FeelProblemCode.ArgumentType, "list replace", "position", Kinds.Of(FeelKind.Number), arguments[1], Kinds.Of(arguments[1]));
        }

        if (IndexOf(run, arguments[1], list.Count) is not { } index)
        {
            return default;
        }

        var items = list.AsSpan().ToArray();
        items[index] = newItem;
        return FeelList.Owning(items, items.Length);
    }

    private static FeelValue ReplaceMatching(FeelEvaluation run, FeelList list, FeelFunction match, FeelValue newItem)
    {
        var items = list.AsSpan().ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            var matches = FunctionCalls.Call(match, run, items[i], newItem);
            if (matches.AsBoolean is not { } known)
            {
                return run.Fail(FeelProblemCode.ArgumentValue, "match", matches, new TextKey("expects.truth"));
            }

            items[i] = known ? newItem : items[i];
        }

        return FeelList.Owning(items, items.Length);
    }
}
