using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A call of a function that is known when compiling: its arguments are bound then.</summary>
/// <param name="firstSlot">Where the arguments are laid out, in the parameters' order.</param>
internal sealed class NativeCallCode(TextSpan span, FeelFunction function, int signature, Executable?[] arguments, int firstSlot) : Executable(span)
{
    private readonly FeelParameter[] _parameters = [.. function.Signatures[signature].Parameters];

    // Asked with each argument: a type finds out its kind anew.
    private readonly FeelKind?[] _kinds = [.. function.Signatures[signature].Parameters.Select(p => p.Type.Kind)];

    private readonly bool _onlyGlances = function is NativeFunction { OnlyGlances: true };

    public override FeelValue Run(FeelEvaluation run)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = arguments[i] is { } argument ? argument.Run(run) : default;
            if (_kinds[i] is { } wanted && value.Kind != wanted)
            {
                run.Position = Span;
                if (!Binding.Accept(run, function, _parameters[i], ref value, false))
                {
                    ArgumentPlaces.Place(run, Span, arguments[i]!);
                    return default;
                }
            }

            run.Step(_onlyGlances ? 1 : FunctionCalls.Work(value));
            run.Stack[run.Base + firstSlot + i] = value;
        }

        run.Position = Span;
        var result = function.Invoke(run, signature, run.Stack.AsSpan(run.Base + firstSlot, arguments.Length));
        if (result.Reference is null)
        {
            ArgumentPlaces.Place(run, Span, arguments, run.Stack.AsSpan(run.Base + firstSlot, arguments.Length));
            return result;
        }

        return result.Reference is Tag or NumberTag ? result : FunctionCalls.Metered(function, run, result);
    }
}

/// <summary>Several arguments as one list: <c>max(a, b, c)</c>.</summary>
internal sealed class PackedCallCode(TextSpan span, FeelFunction function, int signature, Executable[] arguments) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var items = new FeelValue[arguments.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = arguments[i].Run(run);
        }

        run.Position = Span;
        var list = FeelList.Owning(items, items.Length);
        run.Step(FunctionCalls.Work(function, list));
        var result = function.Invoke(run, signature, [list]);
        if (result.IsNull)
        {
            ArgumentPlaces.Place(run, Span, arguments, items);
        }

        return FunctionCalls.Metered(function, run, result);
    }
}

/// <summary>A call of whatever a part of the expression gives.</summary>
internal sealed class DynamicCallCode(TextSpan span, Executable target, Executable[] arguments, string?[] names) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var value = target.Run(run);
        var items = new FeelValue[arguments.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = arguments[i].Run(run);
        }

        run.Position = Span;
        if (!value.Is<FeelFunction>(out var function))
        {
            return run.Fail(FeelProblemCode.NotFunction, target.Span, value, Kinds.Of(value));
        }

        return FunctionCalls.Call(function, run, names, items);
    }
}

/// <summary>A problem of an argument's kind stands at the argument, where the checks before a run find it too, and not at the whole call.</summary>
internal static class ArgumentPlaces
{
    public static void Place(FeelEvaluation run, TextSpan call, Executable argument)
    {
        if (run.LastProblem is { Code: FeelProblemCode.ArgumentType } last && last.Span == call)
        {
            run.MoveLastProblem(argument.Span);
        }
    }

    public static void Place(FeelEvaluation run, TextSpan call, Executable?[] arguments, ReadOnlySpan<FeelValue> values)
    {
        if (run.LastProblem is not { Code: FeelProblemCode.ArgumentType, Arguments: [_, _, _, FeelValue wrong, _] } last || last.Span != call)
        {
            return;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } argument && values[i].Kind == wrong.Kind && values[i] == wrong)
            {
                run.MoveLastProblem(argument.Span);
                return;
            }
        }
    }
}
