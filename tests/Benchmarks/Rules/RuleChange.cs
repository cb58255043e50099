using LowCode.Definitions.Rules;

namespace LowCode.Tests.Benchmarks.Rules;

/// <summary>What an author changes in one rule: each touches other parts of the index.</summary>
/// <param name="Of">The rule as it is after the n-th change.</param>
internal sealed record RuleChange(string Name, Func<RuleDefinition, int, RuleDefinition> Of)
{
    public static readonly IReadOnlyList<RuleChange> All =
    [
        new("score", (rule, n) => rule with { Score = 1000 + n }),
        new("threshold", (rule, n) => Narrowed(rule, Header("d.packages", TestOperator.Gt, RuleValue.Of(100_000 + n)))),
        new("value", (rule, n) => Narrowed(rule, Header("d.tradeMode", TestOperator.Eq, RuleValue.Of($"new {n}")))),
        new("prefix", (rule, n) => Narrowed(rule, Line("hs", TestOperator.Prefix, RuleValue.Of($"99{n}")))),
        new("keyword", (rule, n) => Narrowed(rule, Line("desc", TestOperator.ContainsAny, RuleValue.Of($"new word {n}")))),
    ];

    private static RuleDefinition Narrowed(RuleDefinition rule, RuleCondition condition) =>
        rule with { When = new RuleCondition.All([rule.When, condition]) };

    private static RuleCondition.Field Header(string field, TestOperator test, RuleValue value) => new(new ValueTest(field, test, [value]));

    private static RuleCondition.AnyLine Line(string field, TestOperator test, RuleValue value) => new([new ValueTest(field, test, [value])]);
}
