namespace LowCode.Definitions.Rules;

/// <summary>How a value is tested. An absent value meets <see cref="IsNull"/> only.</summary>
public enum TestOperator
{
    Eq,
    Ne,
    In,
    NotIn,
    Lt,
    Le,
    Gt,
    Ge,

    /// <summary>Both ends inclusive.</summary>
    Between,
    Prefix,
    NotPrefix,
    ContainsAny,

    /// <summary>The value stands in a list of the rule set.</summary>
    InList,
    IsNull,
    NotNull,
}

/// <summary>One test of one field.</summary>
/// <param name="Field">A header field (<c>d.packages</c>), or a line field (<c>hs</c>) within <see cref="RuleCondition.AnyLine"/> and aggregates.</param>
/// <param name="Operands">Nothing for isNull and notNull, two values for between, one or more for the others; for inList the list's name.</param>
public sealed record ValueTest(string Field, TestOperator Operator, IReadOnlyList<RuleValue> Operands);

/// <summary>A value that a rule names: a text, a number (dates as <c>yyyyMMdd</c>), or true and false.</summary>
public readonly record struct RuleValue
{
    private RuleValue(FieldKind kind, string? text, decimal number)
    {
        Kind = kind;
        Text = text ?? "";
        Number = number;
    }

    public FieldKind Kind { get; }

    /// <summary>Texts only; empty for all others.</summary>
    public string Text { get; }

    /// <summary>Numbers; a date's <c>yyyyMMdd</c>; 1 and 0 for true and false.</summary>
    public decimal Number { get; }

    public static RuleValue Of(string text) => new(FieldKind.Text, text, 0);

    public static RuleValue Of(decimal number) => new(FieldKind.Number, null, number);

    public static RuleValue Of(bool flag) => new(FieldKind.Boolean, null, flag ? 1 : 0);

    public static RuleValue Of(DateOnly date) => new(FieldKind.Date, null, (((date.Year * 100) + date.Month) * 100) + date.Day);
}
