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

        return IsAway((rest * 2).CompareTo(divisor), quotient.IsEven, mode, negative) ? quotient + 1 : quotient;
    }

    /// <param name="divisor">At most 10 to the power of 38.</param>
    /// <param name="more">Whether the magnitude has further digits behind those that it shows.</param>
    public static UInt128 Divide(UInt128 magnitude, UInt128 divisor, RoundingMode mode, bool negative, bool more)
    {
        var (quotient, rest) = UInt128.DivRem(magnitude, divisor);
        if (rest == UInt128.Zero && !more)
        {
            return quotient;
        }

        var half = rest.CompareTo(divisor - rest);
        return IsAway(half == 0 && more ? 1 : half, UInt128.IsEvenInteger(quotient), mode, negative) ? quotient + 1 : quotient;
    }

    // half: how what is dropped compares with a half.
    private static bool IsAway(int half, bool isEven, RoundingMode mode, bool negative) =>
        mode switch
        {
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.HalfUp => half >= 0,
            RoundingMode.HalfDown => half > 0,
            RoundingMode.Floor => negative,
            RoundingMode.Ceiling => !negative,
            _ => half > 0 || (half == 0 && !isEven),
        };
}
