namespace LowCode.Rules.Explanations;

/// <summary>Why rules hold for a document.</summary>
/// <param name="Reasons">In the order of the rules' ids.</param>
/// <param name="LeftOut">Further rules that hold and are not explained: the explanation is long enough.</param>
public sealed record Explanation(IReadOnlyList<RuleReason> Reasons, int LeftOut)
{
    internal static Explanation None { get; } = new([], 0);
}
