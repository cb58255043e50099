using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>Whether one rule holds wherever another does. What cannot be told counts as no.</summary>
internal sealed class Implication(DocumentSchema schema, FieldPoints points)
{
    public bool Holds(Conjuncts rule, Conjuncts other)
    {
        foreach (var (condition, text) in other.All)
        {
            var isImplied = false;
            for (var i = 0; i < rule.All.Count && !isImplied; i++)
            {
                isImplied = rule.All[i].Text == text || Implies(rule.All[i].Condition, condition);
            }

            if (!isImplied)
            {
                return false;
            }
        }

        return true;
    }

    private bool Implies(RuleCondition condition, RuleCondition other) => (condition, other) switch
    {
        (RuleCondition.Field a, RuleCondition.Field b) => a.Test.Field == b.Test.Field && Implies(schema.Field(a.Test.Field)!, a.Test, b.Test),
        (RuleCondition.AnyLine a, RuleCondition.AnyLine b) =>
            b.Tests.All(test => a.Tests.Any(t => t.Field == test.Field && Implies(schema.LineField(t.Field)!, t, test))),
        (RuleCondition.Aggregate a, RuleCondition.Aggregate b) => a.Function == b.Function && a.Of == b.Of && a.Comparison == b.Comparison
            && (a.Comparison is Comparison.Gt or Comparison.Ge ? a.Value >= b.Value : a.Value <= b.Value) && IsSame(a.Where, b.Where),
        _ => false,
    };

    private bool Implies(DocumentField field, ValueTest test, ValueTest other) => !IsQuicklyRefuted(test, other) && points.Implies(field, test, other);

    // Most pairs of lists of codes differ in the first code already.
    private bool IsQuicklyRefuted(ValueTest test, ValueTest other) =>
        test.Operator is TestOperator.Eq or TestOperator.In
        && other.Operator is TestOperator.Eq or TestOperator.In
        && !points.Names(other, test.Operands[0]);

    private static bool IsSame(IReadOnlyList<ValueTest> a, IReadOnlyList<ValueTest> b) =>
        a.Count == b.Count && RuleSetJson.Text(new RuleCondition.AnyLine(a)) == RuleSetJson.Text(new RuleCondition.AnyLine(b));
}
