using LowCode.Feel.Running;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>What the caller brings to an evaluation.</summary>
public sealed record DecisionOptions
{
    /// <summary>The standard limits, no clock, no explanation.</summary>
    public static DecisionOptions Standard { get; } = new();

    /// <summary>Limits, and what <c>now()</c> and <c>today()</c> give.</summary>
    public FeelOptions Feel { get; init; } = FeelOptions.Standard;

    /// <summary>Whether to keep how the value came about. Costs time and memory: every cell of every table is evaluated. Default false.</summary>
    public bool Explain { get; init; }
}
