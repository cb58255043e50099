using LowCode.Definitions.Rules;

namespace LowCode.Rules.Conditions;

internal static class Comparisons
{
    public static bool Holds(Comparison comparison, Int128 left, Int128 right) => comparison switch
    {
        Comparison.Lt => left < right,
        Comparison.Le => left <= right,
        Comparison.Gt => left > right,
        _ => left >= right,
    };
}
