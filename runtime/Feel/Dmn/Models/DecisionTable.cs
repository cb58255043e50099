namespace LowCode.Feel.Dmn.Models;

/// <summary>Rules in rows: input cells test, output cells give.</summary>
public sealed record DecisionTable
{
    /// <summary>What becomes of several matching rules. Default: at most one may match.</summary>
    public HitPolicy HitPolicy { get; init; }

    /// <summary>What a COLLECT table makes of its hits; null collects a list.</summary>
    public Aggregation? Aggregation { get; init; }

    /// <summary>How a tool draws it; null is rules as rows. No meaning for the result.</summary>
    public string? PreferredOrientation { get; init; }

    /// <summary>What a tool writes over the outputs; no meaning for the result.</summary>
    public string? OutputLabel { get; init; }

    /// <summary>The input columns.</summary>
    public IReadOnlyList<InputClause> Inputs { get; init; } = [];

    /// <summary>The output columns; with several, the result of a rule is a context by their names.</summary>
    public IReadOnlyList<OutputClause> Outputs { get; init; } = [];

    /// <summary>Names of the annotation columns.</summary>
    public IReadOnlyList<AnnotationText> Annotations { get; init; } = [];

    /// <summary>The rows, numbered from 1 in explanations.</summary>
    public IReadOnlyList<DecisionRule> Rules { get; init; } = [];
}

/// <summary>Which of the matching rules speak.</summary>
public enum HitPolicy
{
    /// <summary>At most one rule may match.</summary>
    Unique,

    /// <summary>The first one.</summary>
    First,

    /// <summary>The one whose outputs stand first in the output values.</summary>
    Priority,

    /// <summary>Several may match if they agree.</summary>
    Any,

    /// <summary>All, in no particular order, or aggregated.</summary>
    Collect,

    /// <summary>All, in the order of the rules.</summary>
    RuleOrder,

    /// <summary>All, in the order of the output values.</summary>
    OutputOrder,
}

/// <summary>What a COLLECT table makes of the outputs of its hits (DMN 1.5, 8.2.8).</summary>
public enum Aggregation
{
    /// <summary><c>C+</c>: their sum.</summary>
    Sum,

    /// <summary><c>C#</c>: how many there are.</summary>
    Count,

    /// <summary><c>C&lt;</c>: the smallest.</summary>
    Min,

    /// <summary><c>C&gt;</c>: the largest.</summary>
    Max,
}

/// <param name="Expression">What the cells of the column test.</param>
/// <param name="Values">What the input may be; null allows everything.</param>
public sealed record InputClause(BoxedExpression.Literal Expression, UnaryTestsText? Values, ElementNotes Notes);

/// <param name="Name">The key of this output where there are several.</param>
/// <param name="Values">What the output may be, the most important first.</param>
/// <param name="Default">The output where no rule matches.</param>
public sealed record OutputClause(string? Name, string? TypeRef, UnaryTestsText? Values, BoxedExpression.Literal? Default, ElementNotes Notes);

/// <param name="Annotations">Texts for people; they do not reach the result.</param>
public sealed record DecisionRule(
    IReadOnlyList<UnaryTestsText> Tests,
    IReadOnlyList<BoxedExpression.Literal> Outputs,
    IReadOnlyList<AnnotationText> Annotations,
    ElementNotes Notes);

/// <summary>The name of an annotation column, or what a rule says in it.</summary>
public sealed record AnnotationText(string Text, ElementNotes Notes);
