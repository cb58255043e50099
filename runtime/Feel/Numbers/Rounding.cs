using System.Numerics;

namespace LowCode.Feel.Numbers;

internal static class Rounding
{
    /// <summary>The quotient of a magnitude and a divisor, rounded; the sign matters for floor and ceiling.</summary>
    public static BigInteger Divide(BigInteger magnitude, BigInteger divisor, RoundingMode mode, bool negative)
    {
        var quotient = BigInteger.DivRem(magnitude, divisor, out var rest);
        if (rest.IsZero)
        {
            return quotient;
        }

        var half = (rest * 2).CompareTo(divisor);
        var away = mode switch
        {
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.HalfUp => half >= 0,
            RoundingMode.HalfDown => half > 0,
            RoundingMode.Floor => negative,
            RoundingMode.Ceiling => !negative,
            _ => half > 0 || (half == 0 && !quotient.IsEven),
        };
        return away ? quotient + 1 : quotient;
    }
}
