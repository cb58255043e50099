using LowCode.Feel.Problems;

namespace LowCode.Feel.Running;

/// <summary>Unwinds an evaluation that met a limit; never leaves the library.</summary>
internal sealed class LimitException(FeelProblemCode code, object limit) : Exception
{
    public FeelProblemCode Code { get; } = code;

    public object Limit { get; } = limit;
}
