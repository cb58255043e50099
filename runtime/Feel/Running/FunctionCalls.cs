using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>Calls functions that are values.</summary>
public static class FunctionCalls
{
    /// <summary>Calls with positional arguments; null, with the problem kept, where the function does not take them.</summary>
    public static FeelValue Call(FeelFunction function, FeelEvaluation run, params ReadOnlySpan<FeelValue> arguments) =>
        Call(function, run, new string?[arguments.Length], arguments);

    /// <summary>Calls with names for the arguments, null for positional ones; null, with the problem kept, where the function does not take them.</summary>
    public static FeelValue Call(FeelFunction function, FeelEvaluation run, IReadOnlyList<string?> names, ReadOnlySpan<FeelValue> arguments)
    {
        if (Binding.Of(function, names) is { } binding)
        {
            return Call(function, run, binding, arguments);
        }

        var (code, about) = Binding.Problem(function, names);
        return run.Fail(code, about);
    }

    internal static FeelValue Call(FeelFunction function, FeelEvaluation run, Binding binding, ReadOnlySpan<FeelValue> arguments)
    {
        var mark = run.Mark();
        try
        {
            return Metered(function, run, Bound(function, run, binding, arguments));
        }
        catch (LimitException limit) when (mark.Depth == 0)
        {
            run.Return(mark);
            return run.Fail(limit.Code, limit.Limit);
        }
    }

    /// <summary>What a function gave, counted as made unless it was there before.</summary>
    internal static FeelValue Metered(FeelFunction function, FeelEvaluation run, FeelValue result) =>
        function is not NativeFunction { MakesNothing: false } ? run.Kept(result) : run.Fresh(result);

    /// <summary>What one argument costs.</summary>
    internal static long Work(FeelFunction function, FeelValue value) => function is NativeFunction { OnlyGlances: true } ? 1 : Work(value);

    /// <summary>Long texts are work too, though less than as many values.</summary>
    internal static long Work(FeelValue value) => value.AsString is { } text ? text.Length >> 4 : value.Weight;

    private static FeelValue Bound(FeelFunction function, FeelEvaluation run, Binding binding, ReadOnlySpan<FeelValue> arguments)
    {
        run.Step(1 + arguments.Length);
        if (binding.Packs)
        {
            var list = FeelList.Of(arguments);
            run.Step(Work(function, list));
            return function.Invoke(run, binding.Signature, [list]);
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

            if (function is NativeFunction || parameters[i].Type is not FeelType.AnyType)
            {
                run.Step(Work(function, bound[i]));
            }
        }

        return function.Invoke(run, binding.Signature, bound);
    }
}
