using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Calls that are literals in all but their writing: <c>date("2026-03-01")</c> need not be read again with each evaluation.</summary>
internal static class Constants
{
    // Literals are short. To read a long text is work that counts, and a compilation has no limits to count it against.
    private const int LongestText = 256;

    /// <summary>The call's value; null where only a run can say it, or has a problem to report.</summary>
    public static FeelValue? Of(FeelFunction function, Binding binding, Executable[] arguments)
    {
        if (function is not NativeFunction { IsFoldable: true } || !Array.TrueForAll(arguments, a => Known(a) is { } known && known.AsString is not { Length: > LongestText }))
        {
            return null;
        }

        var run = new FeelEvaluation();
        var value = FunctionCalls.Call(function, run, binding, [.. arguments.Select(a => Known(a)!.Value)]);
        return value.IsNull || run.ProblemCount > 0 ? (FeelValue?)null : value;
    }

    /// <summary>The value of code that needs no run, also where it is explained; null where it needs one.</summary>
    public static FeelValue? Known(Executable code) => code switch
    {
        ConstantCode constant => constant.Value,
        ExplainCode { Explained: ConstantCode constant } => constant.Value,
        _ => (FeelValue?)null,
    };
}
