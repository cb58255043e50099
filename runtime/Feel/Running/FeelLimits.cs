namespace LowCode.Feel.Running;

/// <summary>How much an evaluation may do before it ends with null and a problem that says which limit it met.</summary>
public sealed record FeelLimits
{
    /// <summary>All defaults.</summary>
    public static FeelLimits Standard { get; } = new();

    /// <summary>Parts of expressions run in loops and functions. Default 10,000,000.</summary>
    public long Steps { get; init; } = 10_000_000;

    /// <summary>Functions that call one another. Default 500; less where the stack is small.</summary>
    public int Depth { get; init; } = 500;

    /// <summary>Items of one list, characters of one text. Default 1,000,000.</summary>
    public int Size { get; init; } = 1_000_000;

    /// <summary>Bytes of lists, contexts and texts that are made, those that nobody needs any more too. Default 256 MB.</summary>
    public long Memory { get; init; } = 256L * 1024 * 1024;

    /// <summary>Default 10 seconds.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);
}
