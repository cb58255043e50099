using System.Globalization;
using System.Numerics;

namespace LowCode.Feel.Numbers;

/// <summary>
/// A decimal number with 34 significant digits and the range of IEEE 754-2008 decimal128, as DMN demands: coefficient × 10^exponent, every
/// result rounded half even. Two numbers are equal when their values are: 1.0 = 1.00.
/// </summary>
/// <remarks>
/// Holds what does not fit the 64-bit coefficient that <c>FeelValue</c> computes with on its fast path, so it is written for exactness:
/// intermediate results are integers of any length. Infinity and NaN do not exist; operations that would give one give null.
/// </remarks>
public readonly struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    /// <summary>Significant digits of every number.</summary>
    public const int Digits = 34;

    private const int MostDecimalScale = 28;
    private const int DecimalBits = 96;

    private const int LargestExponent = 6144;
    private const int SmallestExponent = -6176;

    // No coefficient of so many digits goes beyond the range with it.
    private const int LargestSafeExponent = LargestExponent - Digits;

    private static readonly BigInteger _limit = PowersOfTen.Big(Digits);

    private static readonly Int128 _widest = (Int128)_limit;

    private readonly Int128 _coefficient;
    private readonly int _exponent;

    private FeelNumber(Int128 coefficient, int exponent) => (_coefficient, _exponent) = (coefficient, exponent);

    /// <summary>0</summary>
    public static FeelNumber Zero => default;

    /// <summary>1</summary>
    public static FeelNumber One { get; } = new(1, 0);

    /// <summary>10</summary>
    public static FeelNumber Ten { get; } = new(10, 0);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Int128.Sign(_coefficient);

    /// <summary>Whether there is nothing behind the point: true for 1.0.</summary>
    public bool IsInteger => _exponent >= 0 || Simplified()._exponent >= 0;

    internal Int128 Coefficient => _coefficient;

    internal int Exponent => _exponent;

    /// <summary>The whole number, exact.</summary>
    public static implicit operator FeelNumber(long value) => new(value, 0);

    /// <summary>The same number, exact.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0];
        return new(bits[3] < 0 ? -(Int128)coefficient : (Int128)coefficient, -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>By value: 1.0 = 1.00.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.Equals(right);

    /// <summary>By value: 1.0 = 1.00.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => !left.Equals(right);

    /// <summary>By value.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>By value.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>By value.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>By value.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The number with the other sign; 0 has none.</summary>
    public static FeelNumber operator -(FeelNumber value) => new(-value._coefficient, value._exponent);

    /// <summary>A number of at most 34 digits, as it is.</summary>
    internal static FeelNumber Exact(Int128 coefficient, int exponent) => new(coefficient, exponent);

    /// <summary>coefficient × 10^exponent, rounded half even to 34 digits; null beyond the range.</summary>
    public static FeelNumber? From(BigInteger coefficient, int exponent)
    {
        var negative = coefficient.Sign < 0;
        var magnitude = BigInteger.Abs(coefficient);
        if (magnitude >= _limit)
        {
            var drop = PowersOfTen.CountDigits(magnitude) - Digits;
            (magnitude, exponent) = (Rounding.Divide(magnitude, PowersOfTen.Big(drop), RoundingMode.HalfEven, negative), exponent + drop);
            if (magnitude >= _limit)
            {
                (magnitude, exponent) = (magnitude / 10, exponent + 1);
            }
        }

        if (magnitude.IsZero)
        {
            return Zero;
        }

        if (exponent < SmallestExponent)
        {
            var drop = SmallestExponent - exponent;
            return drop > Digits ? Zero : From(Rounding.Divide(magnitude, PowersOfTen.Big(drop), RoundingMode.HalfEven, negative) * (negative ? -1 : 1), SmallestExponent);
        }

        return exponent + PowersOfTen.CountDigits(magnitude) - 1 > LargestExponent
            ? null
            : new((Int128)(negative ? -magnitude : magnitude), exponent);
    }

    /// <summary>Digits with an optional sign, point and exponent, as FEEL writes numbers; null for anything else or beyond the range.</summary>
    public static FeelNumber? Parse(ReadOnlySpan<char> text) => NumberText.Parse(text);

    /// <summary>The sum, rounded half even to 34 digits; null beyond the range.</summary>
    public static FeelNumber? Add(FeelNumber left, FeelNumber right)
    {
        var distance = left._exponent - right._exponent;
        if (distance is >= -18 and <= 18 && left._exponent <= LargestSafeExponent && right._exponent <= LargestSafeExponent && Int128.Abs(left._coefficient) <= long.MaxValue && Int128.Abs(right._coefficient) <= long.MaxValue)
        {
            var (a, b) = distance >= 0
                ? (left._coefficient * PowersOfTen.Long(distance), right._coefficient)
                : (left._coefficient, right._coefficient * PowersOfTen.Long(-distance));
            if (Int128.Abs(a + b) < _widest)
            {
                return new(a + b, Math.Min(left._exponent, right._exponent));
            }
        }

        var (low, high) = left._exponent <= right._exponent ? (left, right) : (right, left);
        if (high._coefficient == 0)
        {
            return low;
        }

        // So far apart that the smaller one can only move the last digit's rounding.
        var gap = high._exponent - low._exponent;
        if (gap > 2 * Digits + 2)
        {
            var nudge = low._coefficient == 0 ? 0 : Int128.Sign(low._coefficient);
            return From((BigInteger)high._coefficient * PowersOfTen.Big(Digits + 2) + nudge, high._exponent - Digits - 2);
        }

        return From((BigInteger)high._coefficient * PowersOfTen.Big(gap) + low._coefficient, low._exponent);
    }

    /// <summary>The difference, rounded half even to 34 digits; null beyond the range.</summary>
    public static FeelNumber? Subtract(FeelNumber left, FeelNumber right) => Add(left, -right);

    /// <summary>The product, rounded half even to 34 digits; null beyond the range.</summary>
    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right) =>
        From((BigInteger)left._coefficient * right._coefficient, left._exponent + right._exponent);

    /// <summary>Null when the divisor is 0.</summary>
    public static FeelNumber? Divide(FeelNumber left, FeelNumber right)
    {
        if (right._coefficient == 0)
        {
            return null;
        }

        if (Int128.Abs(left._coefficient) <= long.MaxValue && Int128.Abs(right._coefficient) <= long.MaxValue)
        {
            return Quotients.Divide((long)left._coefficient, (long)right._coefficient, left._exponent - right._exponent);
        }

        // Two digits more than are kept, and a last one that says whether anything remained, so that the rounding is the exact quotient's.
        var shift = Math.Max(0, Digits + 2 + PowersOfTen.CountDigits(BigInteger.Abs(right._coefficient)) - PowersOfTen.CountDigits(BigInteger.Abs(left._coefficient)));
        var quotient = BigInteger.DivRem((BigInteger)left._coefficient * PowersOfTen.Big(shift), right._coefficient, out var rest);
        var exponent = left._exponent - right._exponent - shift;
        return rest.IsZero
            ? From(quotient, exponent)?.Simplified()
            : From(quotient * 10 + Int128.Sign(left._coefficient) * Int128.Sign(right._coefficient), exponent - 1);
    }

    /// <summary>Rounds to so many digits behind the point; fewer than none rounds tens, hundreds and so on.</summary>
    public FeelNumber? Round(int scale, RoundingMode mode)
    {
        var drop = -scale - _exponent;
        if (drop <= 0)
        {
            return this;
        }

        var negative = _coefficient < 0;
        if (drop <= 38 && _exponent >= SmallestExponent + Digits && -scale <= LargestSafeExponent)
        {
            var near = (Int128)Rounding.Divide((UInt128)Int128.Abs(_coefficient), PowersOfTen.Wide(drop), mode, negative, false);
            return near == 0 ? Zero : new(negative ? -near : near, -scale);
        }

        var magnitude = BigInteger.Abs(_coefficient);
        var rounded = drop > 2 * Digits
            ? Rounding.Divide(magnitude.Sign, PowersOfTen.Big(Digits), mode, negative)
            : Rounding.Divide(magnitude, PowersOfTen.Big(drop), mode, negative);
        return From(negative ? -rounded : rounded, -scale);
    }

    /// <summary>The same number without its sign.</summary>
    public FeelNumber Abs() => new(Int128.Abs(_coefficient), _exponent);

    /// <summary>Negative, 0 or positive, by the values.</summary>
    public int CompareTo(FeelNumber other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        if (_exponent == other._exponent)
        {
            return _coefficient.CompareTo(other._coefficient);
        }

        var size = PowersOfTen.CountDigits(BigInteger.Abs(_coefficient)) + _exponent;
        var otherSize = PowersOfTen.CountDigits(BigInteger.Abs(other._coefficient)) + other._exponent;
        if (size != otherSize)
        {
            return Sign * size.CompareTo(otherSize);
        }

        var least = Math.Min(_exponent, other._exponent);
        return ((BigInteger)_coefficient * PowersOfTen.Big(_exponent - least)).CompareTo((BigInteger)other._coefficient * PowersOfTen.Big(other._exponent - least));
    }

    /// <summary>Whether the values are the same, however many zeros they end with.</summary>
    public bool Equals(FeelNumber other) => CompareTo(other) == 0;

    /// <summary>Whether it is a number of the same value.</summary>
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <summary>Equal for equal values.</summary>
    public override int GetHashCode()
    {
        var simple = Simplified();
        return HashCode.Combine(simple._coefficient, simple._exponent);
    }

    /// <summary>The integer's digits; null when there is a fraction or it is beyond the range of <see cref="long"/>.</summary>
    public long? ToInt64()
    {
        var simple = Simplified();
        if (simple._exponent is < 0 or > 18)
        {
            return null;
        }

        var value = (BigInteger)simple._coefficient * PowersOfTen.Big(simple._exponent);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    /// <summary>The nearest decimal of .NET (28 digits); null beyond its range.</summary>
    public decimal? ToDecimal()
    {
        var simple = Simplified();
        var magnitude = (UInt128)Int128.Abs(simple._coefficient);
        if (simple._exponent is <= 0 and >= -MostDecimalScale && magnitude >> DecimalBits == 0)
        {
            return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), simple._coefficient < 0, (byte)-simple._exponent);
        }

        return decimal.TryParse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The nearest binary number; for what leaves FEEL only.</summary>
    public double ToDouble() => double.Parse($"{_coefficient}E{_exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Without zeros at the end of a fraction; with an exponent only where the digits would be followed by more than 40 zeros.</summary>
    public override string ToString() => NumberText.Write(Simplified());

    /// <summary>The integer part towards zero, exact, of a number whose digits are at most so many before the point.</summary>
    internal BigInteger Truncated() =>
        _exponent >= 0 ? (BigInteger)_coefficient * PowersOfTen.Big(_exponent) : -_exponent > 2 * Digits ? 0 : (BigInteger)_coefficient / PowersOfTen.Big(-_exponent);

    // 2^64 leaves 6 when divided by 10; a division of 128 bits costs ten times as much.
    private static bool EndsWithZero(Int128 coefficient)
    {
        var magnitude = (UInt128)Int128.Abs(coefficient);
        return (((ulong)(magnitude >> 64) % 10 * 6) + ((ulong)magnitude % 10)) % 10 == 0;
    }

    internal FeelNumber Simplified()
    {
        if (_coefficient == 0)
        {
            return Zero;
        }

        var (coefficient, exponent) = (_coefficient, _exponent);
        while (exponent < 0 && EndsWithZero(coefficient))
        {
            (coefficient, exponent) = (coefficient / 10, exponent + 1);
        }

        while (exponent > 0 && exponent <= Digits && Int128.Abs(coefficient) < (Int128)_limit / 10)
        {
            (coefficient, exponent) = (coefficient * 10, exponent - 1);
        }

        return new(coefficient, exponent);
    }
}
