namespace LowCode.Feel.Dmn.Models;

/// <summary>Rules in rows: input cells test, output cells give.</summary>
public sealed record DecisionTable
{
    public HitPolicy HitPolicy { get; init; }

    /// <summary>What a COLLECT table makes of its hits; null collects a list.</summary>
    public Aggregation? Aggregation { get; init; }

    /// <summary>How a tool draws it; null is rules as rows. No meaning for the result.</summary>
    public string? PreferredOrientation { get; init; }

    public string? OutputLabel { get; init; }

    public IReadOnlyList<InputClause> Inputs { get; init; } = [];

    public IReadOnlyList<OutputClause> Outputs { get; init; } = [];

    /// <summary>Names of the annotation columns.</summary>
    public IReadOnlyList<AnnotationText> Annotations { get; init; } = [];

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

public enum Aggregation
{
    Sum,
    Count,
    Min,
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
