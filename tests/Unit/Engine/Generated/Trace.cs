namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>
/// What a process must do, as far as its structure decides it: steps in order, branches beside each other in any interleaving. It is built
/// together with the process, by whoever draws it, and knows nothing of the engine.
/// </summary>
internal abstract record Trace
{
    private Trace()
    {
    }

    public static Trace Nothing { get; } = new Seq([]);

    public static Trace Of(params Trace[] parts) => new Seq(parts);

    public static Trace Repeat(int times, Trace body) => new Seq([.. Enumerable.Repeat(body, times)]);

    public static implicit operator Trace(string label) => new Step(label);

    /// <param name="IsOptional">It may be left out: a branch that loses a race may lose before it begins.</param>
    public sealed record Step(string Label, bool IsOptional = false) : Trace;

    public sealed record Seq(IReadOnlyList<Trace> Parts) : Trace;

    public sealed record Par(params IReadOnlyList<Trace> Branches) : Trace;

    /// <summary>Branches beside each other; what follows them begins when the first has ended.</summary>
    public sealed record First(IReadOnlyList<Trace> Branches, Trace Then) : Trace;

    /// <summary>From here on it happens at some time; what follows does not wait for it.</summary>
    public sealed record Detached(Trace Inner) : Trace;

    /// <summary>Somebody has to come before it is over.</summary>
    public bool Waits => this switch
    {
        Step step => step.Label.EndsWith(Labels.Resumed, StringComparison.Ordinal),
        Seq seq => seq.Parts.Any(p => p.Waits),
        Par par => par.Branches.Any(b => b.Waits),
        First first => first.Branches.Append(first.Then).Any(b => b.Waits),
        _ => false,
    };
}

/// <summary>How a trace spells what happens to an activity; without a mark it begins.</summary>
internal static class Labels
{
    public const string Resumed = "!";
    public const string RetryScheduled = "~";
    public const string Retried = "^";
    public const string Mended = "#";
}
