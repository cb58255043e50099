using LowCode.Feel.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>Calls functions that are values.</summary>
public static class FunctionCalls
{
    /// <summary>Calls with positional arguments; null, with the problem kept, where the function does not take them.</summary>
    public static FeelValue Call(FeelFunction function, FeelEvaluation run, params ReadOnlySpan<FeelValue> arguments) =>
        Call(function, run, new string?[arguments.Length], arguments);

    public static FeelValue Call(FeelFunction function, FeelEvaluation run, IReadOnlyList<string?> names, ReadOnlySpan<FeelValue> arguments)
    {
        if (Binding.Of(function, names) is { } binding)
        {
            return Call(function, run, binding, arguments);
        }

        var (code, about) = Binding.Problem(function, names);
        return run.Fail(code, about);
    }

    public static FeelValue Call(FeelFunction function, FeelEvaluation run, Binding binding, ReadOnlySpan<FeelValue> arguments)
    {
        var mark = run.Mark();
        try
        {
            return run.Kept(Bound(function, run, binding, arguments));
        }
        catch (LimitException limit) when (mark.Depth == 0)
        {
            run.Return(mark);
            return run.Fail(limit.Code, limit.Limit);
        }
    }

    private static FeelValue Bound(FeelFunction function, FeelEvaluation run, Binding binding, ReadOnlySpan<FeelValue> arguments)
    {
        if (binding.Packs)
        {
            return function.Invoke(run, binding.Signature, [FeelList.Of(arguments)]);
        }

        var parameters = function.Signatures[binding.Signature].Parameters;
        var bound = new FeelValue[parameters.Count];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = binding.Sources[i] < 0 ? default : arguments[binding.Sources[i]];
            if (!Binding.Accept(run, function, parameters[i], ref bound[i], function is not NativeFunction))
            {
                return default;
            }
        }

        return function.Invoke(run, binding.Signature, bound);
    }
}
