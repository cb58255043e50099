namespace LowCode.Feel.Numbers;

/// <summary>Division of 64-bit coefficients without integers of any length: the digits are taken 18 at a time.</summary>
internal static class Quotients
{
    private const int AtOnce = 18;

    // One digit beyond those that are kept decides the rounding, together with whether anything remains.
    private const int Wanted = FeelNumber.Digits + 1;
    private const int Widest = 38;

    public static FeelNumber? Divide(long left, long right, int exponent)
    {
        var negative = left < 0 != right < 0;
        var divisor = (ulong)Math.Abs(right);
        var (digits, rest) = Math.DivRem((ulong)Math.Abs(left), divisor);
        UInt128 quotient = digits;
        for (var count = digits == 0 ? 0 : PowersOfTen.CountDigits(quotient); rest != 0 && count < Wanted; count = quotient == UInt128.Zero ? 0 : PowersOfTen.CountDigits(quotient))
        {
            var take = Math.Min(AtOnce, Widest - count);
            var (next, nextRest) = UInt128.DivRem((UInt128)rest * (ulong)PowersOfTen.Long(take), divisor);
            (quotient, rest, exponent) = ((quotient * (ulong)PowersOfTen.Long(take)) + next, (ulong)nextRest, exponent - take);
        }

        var drop = PowersOfTen.CountDigits(quotient) - FeelNumber.Digits;
        if (drop > 0)
        {
            (quotient, exponent) = (Rounding.Divide(quotient, PowersOfTen.Wide(drop), RoundingMode.HalfEven, negative, rest != 0), exponent + drop);
        }

        var signed = negative ? -(Int128)quotient : (Int128)quotient;
        return quotient < PowersOfTen.Wide(FeelNumber.Digits) && exponent is > -6000 and < 6000
            ? FeelNumber.Exact(signed, exponent).Simplified()
            : FeelNumber.From(signed, exponent)?.Simplified();
    }
}
