namespace LowCode.Feel.Dmn.Problems;

/// <summary>Why a part of a decision gave null.</summary>
/// <param name="Path">Where in the model.</param>
/// <param name="Code">Stable and machine readable.</param>
/// <param name="Text">For people, in the language of the UI culture at the end of the evaluation.</param>
public sealed record DecisionReason(string Path, string Code, string Text)
{
    /// <summary>One evaluation keeps no more than these.</summary>
    public const int Most = 50;
}
