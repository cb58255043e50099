namespace LowCode.Definitions.Rules;

/// <summary>How two numbers are compared.</summary>
public enum Comparison
{
    Lt,
    Le,
    Gt,
    Ge,
}

/// <summary>What is computed over the lines that satisfy an aggregate's tests.</summary>
public enum AggregateFunction
{
    /// <summary>0 where no line satisfies.</summary>
    Sum,
    Count,

    /// <summary>Absent where no line satisfies.</summary>
    Max,

    /// <summary>Absent where no line satisfies.</summary>
    Min,

    /// <summary>How many different values.</summary>
    Distinct,
}

/// <summary>The condition of a rule: a tree. Absent values make every test false but isNull; <see cref="Not"/> turns its inner answer round.</summary>
public abstract record RuleCondition
{
    private RuleCondition()
    {
    }

    /// <summary>True where it is empty.</summary>
    public sealed record All(IReadOnlyList<RuleCondition> Conditions) : RuleCondition;

    /// <summary>False where it is empty.</summary>
    public sealed record Any(IReadOnlyList<RuleCondition> Conditions) : RuleCondition;

    public sealed record Not(RuleCondition Condition) : RuleCondition;

    /// <summary>A test of a header field.</summary>
    public sealed record Field(ValueTest Test) : RuleCondition;

    /// <summary><c>|a - b|</c> compared with <c>share * b</c>.</summary>
    public sealed record RelativeDifference(string A, string B, Comparison Comparison, decimal Share) : RuleCondition;

    /// <summary><c>a</c> compared with <c>share * b</c>.</summary>
    public sealed record Ratio(string A, string B, Comparison Comparison, decimal Share) : RuleCondition;

    /// <summary>Both are there and differ; lists element by element, in order.</summary>
    public sealed record FieldsDiffer(string A, string B) : RuleCondition;

    /// <summary>Both lists are there and some element of a is not in b.</summary>
    public sealed record MissingIn(string A, string B) : RuleCondition;

    /// <summary>Some line satisfies all tests.</summary>
    public sealed record AnyLine(IReadOnlyList<ValueTest> Tests) : RuleCondition;

    /// <param name="Of">The line field it is computed from; count only counts lines.</param>
    /// <param name="Where">Tests that a line must satisfy to be taken in; empty: all lines.</param>
    public sealed record Aggregate(AggregateFunction Function, string Of, IReadOnlyList<ValueTest> Where, Comparison Comparison, decimal Value) : RuleCondition;
}
