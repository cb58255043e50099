using System.Numerics;

namespace LowCode.Feel.Numbers;

/// <summary>
/// Powers, roots, exponentials and logarithms: the exact value, rounded half even to 34 digits. Irrational results come from integers with
/// 110 digits behind the point. A logarithm next to 1 begins up to 34 digits behind the point, and a power may multiply its error by 10^38,
/// so that at least 60 digits are right before the last rounding; a value that lies closer than that to the middle between two numbers could be
/// rounded to the other one.
/// </summary>
internal static class NumberMath
{
    /// <summary>A result of series or of thousands of digits takes as long as so many steps.</summary>
    public const int StepsOfSlow = 64;

    /// <summary>Integers of so many digits are computed with at once.</summary>
    public const int QuickDigits = 100;

    private const int Precision = 110;

    // e^14200 is beyond the largest number.
    private const int LargestExponential = 14_200;

    // Beyond these the exact power would be longer than it is useful; the logarithm gives the same 34 digits.
    private const int LargestExactDigits = 4_000;

    private static readonly BigInteger _one = PowersOfTen.Big(Precision);
    private static readonly BigInteger _ln10 = NaturalLogarithm(10 * _one);

    /// <summary>Null for a negative number.</summary>
    public static FeelNumber? Sqrt(FeelNumber value)
    {
        if (value.Sign <= 0)
        {
            return value.Sign == 0 ? FeelNumber.Zero : null;
        }

        // An even exponent with enough digits for the root to have 36 or more.
        var exponent = value.Exponent - (value.Exponent & 1);
        var coefficient = (BigInteger)value.Coefficient * PowersOfTen.Big(value.Exponent - exponent) * PowersOfTen.Big(80);
        var root = IntegerRoot(coefficient);
        var exact = root * root == coefficient;
        return exact
            ? FeelNumber.From(root, (exponent / 2) - 40)?.Simplified()
            : FeelNumber.From((root * 10) + 1, (exponent / 2) - 41);
    }

    /// <summary>Null beyond the range.</summary>
    public static FeelNumber? Exp(FeelNumber value)
    {
        if (value.Sign == 0)
        {
            return FeelNumber.One;
        }

        if (value.Abs() > LargestExponential)
        {
            return value.Sign < 0 ? FeelNumber.Zero : null;
        }

        return Exponential(ToFixed(value));
    }

    /// <summary>The natural logarithm; null unless the value is positive.</summary>
    public static FeelNumber? Log(FeelNumber value) =>
        value.Sign <= 0 ? null : FeelNumber.From(FixedLogarithm(value), -Precision)?.Simplified();

    /// <summary>Null where it is undefined (0 to a negative power, a negative number to a fraction) or beyond the range.</summary>
    public static FeelNumber? Power(FeelNumber value, FeelNumber exponent)
    {
        if (exponent.ToInt64() is { } whole)
        {
            return WholePower(value, whole);
        }

        if (value.Sign == 0)
        {
            return exponent.Sign > 0 ? FeelNumber.Zero : null;
        }

        if (value.Sign < 0)
        {
            return exponent.IsInteger && FixedPower(value.Abs(), exponent) is { } magnitude ? (IsOdd(exponent) ? -magnitude : magnitude) : null;
        }

        return FixedPower(value, exponent);
    }

    // A whole number beyond 64 bits.
    private static bool IsOdd(FeelNumber whole)
    {
        var simple = whole.Simplified();
        return simple.Exponent == 0 && Int128.IsOddInteger(simple.Coefficient);
    }

    /// <summary>Whether the power is a product of a few digits.</summary>
    public static bool IsQuickPower(FeelNumber value, FeelNumber exponent) =>
        exponent.ToInt64() is { } whole && Math.Abs((decimal)whole) * PowersOfTen.CountDigits((UInt128)Int128.Abs(value.Coefficient)) <= QuickDigits;

    /// <summary>value - divisor × floor(value / divisor), so the result has the divisor's sign; null when the divisor is 0.</summary>
    public static FeelNumber? Modulo(FeelNumber value, FeelNumber divisor)
    {
        if (divisor.Sign == 0)
        {
            return null;
        }

        var exponent = Math.Min(value.Exponent, divisor.Exponent);
        if (value.Exponent - exponent > LargestExactDigits || divisor.Exponent - exponent > LargestExactDigits)
        {
            return null;
        }

        var left = (BigInteger)value.Coefficient * PowersOfTen.Big(value.Exponent - exponent);
        var right = (BigInteger)divisor.Coefficient * PowersOfTen.Big(divisor.Exponent - exponent);
        var rest = left % right;
        return FeelNumber.From(rest.Sign != 0 && rest.Sign != right.Sign ? rest + right : rest, exponent);
    }

    private static FeelNumber? WholePower(FeelNumber value, long exponent)
    {
        if (exponent == 0 || value == FeelNumber.One)
        {
            return FeelNumber.One;
        }

        if (value.Sign == 0)
        {
            return exponent > 0 ? FeelNumber.Zero : null;
        }

        var simple = value.Simplified();
        var digits = PowersOfTen.CountDigits(BigInteger.Abs(simple.Coefficient));
        if (Math.Abs((decimal)exponent) * digits <= LargestExactDigits)
        {
            var power = BigInteger.Pow(simple.Coefficient, (int)Math.Abs(exponent));
            var shift = simple.Exponent * (int)Math.Abs(exponent);
            return exponent > 0 ? FeelNumber.From(power, shift) : Inverse(power, shift);
        }

        return FixedPower(value.Abs(), exponent) is { } magnitude ? (value.Sign < 0 && (exponent & 1) != 0 ? -magnitude : magnitude) : null;
    }

    // Of the exact power: one rounding, not two.
    private static FeelNumber? Inverse(BigInteger power, int exponent)
    {
        var scale = PowersOfTen.CountDigits(BigInteger.Abs(power)) + FeelNumber.Digits + 1;
        var quotient = BigInteger.DivRem(PowersOfTen.Big(scale), power, out var rest);
        return rest.IsZero
            ? FeelNumber.From(quotient, -scale - exponent)?.Simplified()
            : FeelNumber.From((quotient * 10) + power.Sign, -scale - exponent - 1);
    }

    private static FeelNumber? FixedPower(FeelNumber value, FeelNumber exponent)
    {
        var logarithm = FixedLogarithm(value);
        var product = exponent.Exponent >= 0
            ? logarithm * exponent.Coefficient * PowersOfTen.Big(Math.Min(exponent.Exponent, LargestExactDigits))
            : logarithm * exponent.Coefficient / PowersOfTen.Big(-exponent.Exponent);
        return BigInteger.Abs(product) > LargestExponential * _one ? (product.Sign < 0 ? FeelNumber.Zero : null) : Exponential(product);
    }

    // e^x = 10^k · e^r with |r| <= ln(10); r is halved eight times, the series of the rest squared eight times.
    private static FeelNumber? Exponential(BigInteger x)
    {
        var k = (int)(x / _ln10);
        var r = (x - (k * _ln10)) / 256;
        var (term, sum) = (_one, _one);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * r / _one / i;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
        {
            sum = sum * sum / _one;
        }

        return FeelNumber.From(sum, k - Precision)?.Simplified();
    }

    private static BigInteger FixedLogarithm(FeelNumber value)
    {
        var coefficient = (BigInteger)value.Coefficient;
        var digits = PowersOfTen.CountDigits(coefficient);
        var mantissa = coefficient * PowersOfTen.Big(Precision) / PowersOfTen.Big(digits - 1);
        return NaturalLogarithm(mantissa) + ((value.Exponent + digits - 1) * _ln10);
    }

    // ln m = 2^5 · ln(root of m taken five times), and ln y = 2 artanh((y - 1) / (y + 1)).
    private static BigInteger NaturalLogarithm(BigInteger mantissa)
    {
        for (var i = 0; i < 5; i++)
        {
            mantissa = IntegerRoot(mantissa * _one);
        }

        var t = (mantissa - _one) * _one / (mantissa + _one);
        var square = t * t / _one;
        var (power, sum) = (t, t);
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = power * square / _one;
            sum += power / i;
        }

        return sum * 64;
    }

    private static BigInteger ToFixed(FeelNumber value) =>
        value.Exponent + Precision >= 0
            ? value.Coefficient * PowersOfTen.Big(value.Exponent + Precision)
            : value.Coefficient / PowersOfTen.Big(-value.Exponent - Precision);

    private static BigInteger IntegerRoot(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }

        // Of the first 106 bits a double has the root to all its 53; a guess that is too small would end the steps at once.
        var shift = (int)Math.Max(0, value.GetBitLength() - 106) & ~1;
        var guess = ((BigInteger)Math.Sqrt((double)(value >> shift)) + 2) << (shift / 2);
        while (true)
        {
            var next = (guess + (value / guess)) >> 1;
            if (next >= guess)
            {
                return guess;
            }

            guess = next;
        }
    }
}
