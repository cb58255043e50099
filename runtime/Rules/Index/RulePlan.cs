using LowCode.Definitions.Rules;

namespace LowCode.Rules.Index;

/// <summary>A rule's condition taken apart: it holds when all of these do.</summary>
/// <param name="FieldTests">Tests of one header field that its value's class decides.</param>
/// <param name="Totals">Aggregates over all lines: numbers of the document, like header fields.</param>
/// <param name="Others">Everything else.</param>
internal sealed record RulePlan(RuleDefinition Rule, IReadOnlyList<ValueTest> FieldTests, IReadOnlyList<RuleCondition.Aggregate> Totals, IReadOnlyList<RuleCondition> Others)
{
    public static RulePlan Of(RuleDefinition rule, Func<ValueTest, bool> isClassed, Func<RuleCondition.Aggregate, bool> isClassedTotal)
    {
        var (tests, totals, others) = (new List<ValueTest>(), new List<RuleCondition.Aggregate>(), new List<RuleCondition>());
        Add(rule.When);
        return new RulePlan(rule, tests, totals, others);

        void Add(RuleCondition condition)
        {
            switch (condition)
            {
                case RuleCondition.All all:
                    foreach (var inner in all.Conditions)
                    {
                        Add(inner);
                    }

                    break;
                case RuleCondition.Any { Conditions: [var only] }:
                    Add(only);
                    break;
                case RuleCondition.Not { Condition: RuleCondition.Not { Condition: var twice } }:
                    Add(twice);
                    break;
                case RuleCondition.Field field when isClassed(field.Test):
                    tests.Add(field.Test);
                    break;
                case RuleCondition.Aggregate { Where: [] } total when isClassedTotal(total):
                    totals.Add(total);
                    break;
                default:
                    others.Add(condition);
                    break;
            }
        }
    }

    /// <summary>The condition looks at no line, and no key of the document leads to it more cheaply.</summary>
    public static bool IsShareable(RuleCondition condition) => condition switch
    {
        RuleCondition.Field field => field.Test.Operator is not (TestOperator.Prefix or TestOperator.ContainsAny or TestOperator.InList),
        _ => IsOfHeader(condition) && !HasOnlyKeys(condition),
    };

    private static bool IsOfHeader(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.All(IsOfHeader),
        RuleCondition.Any any => any.Conditions.All(IsOfHeader),
        RuleCondition.Not not => IsOfHeader(not.Condition),
        RuleCondition.AnyLine or RuleCondition.Aggregate => false,
        _ => true,
    };

    private static bool HasOnlyKeys(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.Any(HasOnlyKeys),
        RuleCondition.Any any => any.Conditions.All(HasOnlyKeys),
        RuleCondition.Field field => !IsShareable(field),
        _ => false,
    };
}
