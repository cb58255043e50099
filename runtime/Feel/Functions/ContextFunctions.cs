using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

internal static class ContextFunctions
{
    private static readonly ContextShape _entry = new(["key", "value"]);

    public static IEnumerable<FeelFunction> All =>
    [
        Choice("get value", Takes("m: context, key: string", FeelType.Any, GetValue)),
        Function("get entries", Takes("m: context", FeelType.ListOf(FeelType.AnyContext), GetEntries)),
        Function("context", Takes("entries: list", FeelType.AnyContext, Make)),
        Function(
            "context put",
            Takes("context: context, keys: Any, value: Any!", FeelType.AnyContext, PutAny),
            Takes("context: context, key: string, value: Any!", FeelType.AnyContext, PutAny)),
        Function("context merge", Takes("contexts: list", FeelType.AnyContext, Merge)),
    ];

    private static FeelValue GetValue(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments) =>
        arguments[0].AsContext!.TryGet(arguments[1].AsString!, out var value) ? value : run.Fail(FeelProblemCode.NoEntry, arguments[1].AsString);

    private static FeelValue GetEntries(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments) =>
        FeelList.From(arguments[0].AsContext!.Select(e => run.Fresh(new FeelContext(_entry, [e.Key, e.Value]))));

    private static FeelValue Make(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var result = new ContextBuilder();
        foreach (var item in arguments[0].AsList!.AsSpan())
        {
            if (item.AsContext is not { } entry || entry["key"].AsString is not { } key || !entry.TryGet("value", out var value))
            {
                return run.Fail(FeelProblemCode.ArgumentValue, "entries", item, new TextKey("expects.entries"));
            }

            if (result.Has(key))
            {
                return run.Fail(FeelProblemCode.EntryTwice, key);
            }

            result.Set(key, value);
        }

        return result.ToContext();
    }

    private static FeelValue PutAny(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments) =>
        Put(run, arguments[0].AsContext!, arguments[1].AsList is { } keys ? keys.AsSpan() : [arguments[1]], arguments[2]);

    private static FeelValue Put(FeelEvaluation run, FeelContext context, ReadOnlySpan<FeelValue> keys, FeelValue value)
    {
        if (keys.Length == 0 || keys[0].AsString is not { } key)
        {
            return run.Fail(FeelProblemCode.ArgumentValue, "keys", (FeelValue)FeelList.Of(keys), new TextKey("expects.keys"));
        }

        if (keys.Length == 1)
        {
            return new ContextBuilder().SetAll(context).Set(key, value).ToContext();
        }

        if (context[key].AsContext is not { } inner)
        {
            return run.Fail(FeelProblemCode.NoEntry, key);
        }

        // No deeper than the contexts are, and that has its own bound.
        var changed = Put(run, inner, keys[1..], value);
        return changed.IsNull ? changed : new ContextBuilder().SetAll(context).Set(key, changed).ToContext();
    }

    private static FeelValue Merge(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var result = new ContextBuilder();
        foreach (var item in arguments[0].AsList!.AsSpan())
        {
            if (item.AsContext is not { } context)
            {
                return run.Fail(FeelProblemCode.ArgumentType, "context merge", "contexts", Kinds.Of(FeelKind.Context), item, Kinds.Of(item));
            }

            result.SetAll(context);
        }

        return result.ToContext();
    }
}
