namespace LowCode.Feel.Running;

/// <summary>What the caller brings to an evaluation.</summary>
public sealed record FeelOptions
{
    /// <summary>All defaults.</summary>
    public static FeelOptions Standard { get; } = new();

    /// <summary>How much the evaluation may do. Default: <see cref="FeelLimits.Standard"/>.</summary>
    public FeelLimits Limits { get; init; } = FeelLimits.Standard;

    /// <summary>What <c>now()</c> and <c>today()</c> give; without it they give null and a problem.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What functions of one's own may look things up in: it must not change while it is used, so that they stay pure. Null: nothing.</summary>
    public object? Lookups { get; init; }

    /// <summary>Measures the time limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many problems are kept; further ones are only counted. Default 20.</summary>
    public int KeptProblems { get; init; } = 20;
}
