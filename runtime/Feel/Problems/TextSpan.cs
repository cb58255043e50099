namespace LowCode.Feel.Problems;

/// <summary>A part of an expression's text.</summary>
/// <param name="Start">Index of its first UTF-16 unit, from 0.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Index behind its last UTF-16 unit.</summary>
    public int End => Start + Length;

    /// <summary>From one index to the one behind the last; empty where the end lies before the start.</summary>
    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>The span from this one's start to the other's end.</summary>
    public TextSpan To(TextSpan last) => Between(Start, last.End);
}
