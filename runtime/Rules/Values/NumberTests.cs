using LowCode.Definitions.Rules;

namespace LowCode.Rules.Values;

/// <summary>What tests of a number, a date or a truth that is there mean.</summary>
internal static class NumberTests
{
    public static bool Holds(ValueTest test, decimal number) => test.Operator switch
    {
        TestOperator.Eq or TestOperator.In => test.Operands.Any(o => o.Number == number),
        TestOperator.Ne or TestOperator.NotIn => test.Operands.All(o => o.Number != number),
        TestOperator.Lt => number < test.Operands[0].Number,
        TestOperator.Le => number <= test.Operands[0].Number,
        TestOperator.Gt => number > test.Operands[0].Number,
        TestOperator.Ge => number >= test.Operands[0].Number,
        TestOperator.Between => number >= test.Operands[0].Number && number <= test.Operands[1].Number,
        _ => test.Operator == TestOperator.NotNull,
    };
}
