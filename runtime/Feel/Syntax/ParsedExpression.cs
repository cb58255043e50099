using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;

namespace LowCode.Feel.Syntax;

/// <summary>The tree of an expression, also of one with mistakes, and what is wrong with it.</summary>
/// <param name="Scope">What it was read against.</param>
/// <param name="Problems">By position.</param>
public sealed record ParsedExpression(string Text, FeelNode Root, FeelScope Scope, IReadOnlyList<FeelProblem> Problems)
{
    /// <summary>What stands behind the end of the expression where a sign or a word too many ended it, for editors: it is never evaluated.</summary>
    public IReadOnlyList<FeelNode> Rest { get; init; } = [];

    /// <summary>Expressions that the parser began, those that it tried and took back too: grows with the length of the text, whatever it is.</summary>
    public long Effort { get; init; }

    /// <summary>Whether the text follows the grammar; names that nobody knows do not count.</summary>
    public bool IsWellFormed => AgainstGrammar is null;

    /// <summary>The first problem that is not one of names; null: the text follows the grammar.</summary>
    public FeelProblem? AgainstGrammar => Problems.FirstOrDefault(p => p.Code is not (FeelProblemCode.UnknownName or FeelProblemCode.UnknownFunction or FeelProblemCode.UnknownType));
}
