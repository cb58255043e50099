using LowCode.Definitions.Rules;

namespace LowCode.Rules.Explanations;

/// <summary>A condition as an explanation says it: JSON as in the rule, long lists and texts cut.</summary>
internal static class ShownCondition
{
    public static string Of(RuleCondition condition) => RuleSetJson.Text(condition switch
    {
        RuleCondition.Field field => new RuleCondition.Field(Cut(field.Test)),
        RuleCondition.Aggregate aggregate => aggregate with { Where = [.. aggregate.Where.Select(Cut)] },
        _ => condition,
    });

    private static ValueTest Cut(ValueTest test)
    {
        var left = test.Operands.Count - ExplanationBudget.MostOperands;
        var shown = test.Operands.Take(ExplanationBudget.MostOperands).Select(Cut);
        return test with { Operands = [.. left > 0 ? shown.Append(RuleValue.Of($"… (+{left})")) : shown] };
    }

    private static RuleValue Cut(RuleValue value) => value.Text.Length > ExplanationBudget.LongestText ? RuleValue.Of(ExplanationBudget.Cut(value.Text)) : value;
}
