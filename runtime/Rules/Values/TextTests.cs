using LowCode.Definitions.Rules;

namespace LowCode.Rules.Values;

/// <summary>What tests of a text that is there mean.</summary>
internal static class TextTests
{
    public static bool Holds(ValueTest test, string text, ListSets lists) => test.Operator switch
    {
        TestOperator.Eq or TestOperator.In => test.Operands.Any(o => o.Text == text),
        TestOperator.Ne or TestOperator.NotIn => test.Operands.All(o => o.Text != text),
        TestOperator.Prefix => test.Operands.Any(o => text.StartsWith(o.Text, StringComparison.Ordinal)),
        TestOperator.NotPrefix => !test.Operands.Any(o => text.StartsWith(o.Text, StringComparison.Ordinal)),
        TestOperator.ContainsAny => test.Operands.Any(o => text.Contains(o.Text, StringComparison.Ordinal)),
        TestOperator.InList => lists.Contains(test.Operands[0].Text, text),
        _ => test.Operator == TestOperator.NotNull,
    };
}
