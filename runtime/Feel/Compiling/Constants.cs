using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Calls that are literals in all but their writing: <c>date("2026-03-01")</c> need not be read again with each evaluation.</summary>
internal static class Constants
{
    /// <summary>The call's value; null where only a run can say it, or has a problem to report.</summary>
    public static FeelValue? Of(FeelFunction function, Binding binding, Executable[] arguments)
    {
        if (function is not NativeFunction { IsFoldable: true } || !Array.TrueForAll(arguments, a => a is ConstantCode))
        {
            return null;
        }

        var run = new FeelEvaluation();
        var value = FunctionCalls.Call(function, run, binding, [.. arguments.Select(a => ((ConstantCode)a).Value)]);
        return value.IsNull || run.ProblemCount > 0 ? (FeelValue?)null : value;
    }
}
