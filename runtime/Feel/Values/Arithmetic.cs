using System.Runtime.CompilerServices;
using LowCode.Feel.Numbers;

namespace LowCode.Feel.Values;

/// <summary>
/// Arithmetic of numbers: with 64-bit coefficients and up to 18 digits behind the point as long as the exact result fits, else with
/// <see cref="FeelNumber"/>. Both give the same values. The operands must be numbers.
/// </summary>
internal static class Arithmetic
{
    public static FeelValue Add(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is { } tag && ReferenceEquals(tag, right.Reference))
        {
            var sum = left.Bits + right.Bits;
            if (((left.Bits ^ sum) & (right.Bits ^ sum)) >= 0)
            {
                return FeelValue.Number(tag, sum);
            }
        }
        else if (Aligned(left, right, out var a, out var b, out var scale) && FitsSum(a, b, out var sum))
        {
            return FeelValue.Number(scale!, sum);
        }

        return FeelValue.From(FeelNumber.Add(left.AsNumber!.Value, right.AsNumber!.Value));
    }

    public static FeelValue Subtract(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is { } tag && ReferenceEquals(tag, right.Reference))
        {
            var difference = left.Bits - right.Bits;
            if (((left.Bits ^ right.Bits) & (left.Bits ^ difference)) >= 0)
            {
                return FeelValue.Number(tag, difference);
            }
        }
        else if (Aligned(left, right, out var a, out var b, out var scale) && b != long.MinValue && FitsSum(a, -b, out var difference))
        {
            return FeelValue.Number(scale!, difference);
        }

        return FeelValue.From(FeelNumber.Subtract(left.AsNumber!.Value, right.AsNumber!.Value));
    }

    public static FeelValue Multiply(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is { } a && right.NumberTag is { } b && a.Scale + b.Scale <= NumberTag.LargestScale)
        {
            var high = Math.BigMul(left.Bits, right.Bits, out var low);
            if ((high == 0 && low >= 0) || (high == -1 && low < 0))
            {
                return FeelValue.Number(NumberTag.Of(a.Scale + b.Scale), low);
            }
        }

        return FeelValue.From(FeelNumber.Multiply(left.AsNumber!.Value, right.AsNumber!.Value));
    }

    /// <summary>Null when the divisor is 0.</summary>
    public static FeelValue Divide(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is { } a && right.NumberTag is { } b && right.Bits != 0)
        {
            if (a == b && right.Bits != -1 && left.Bits % right.Bits == 0)
            {
                return left.Bits / right.Bits;
            }

            if (ExactQuotient(left.Bits, right.Bits, a.Scale - b.Scale) is { IsNull: false } exact)
            {
                return exact;
            }
        }

        return FeelValue.From(FeelNumber.Divide(left.AsNumber!.Value, right.AsNumber!.Value));
    }

    public static FeelValue Negate(FeelValue value) =>
        value.NumberTag is { } tag && value.Bits != long.MinValue ? FeelValue.Number(tag, -value.Bits) : FeelValue.From(-value.AsNumber!.Value);

    public static int CompareNumbers(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is { } a && right.NumberTag is { } b)
        {
            // A coefficient that the other's scale carries beyond 64 bits is the larger one, on its side of zero.
            var (one, other) = (left.Bits, right.Bits);
            return a.Scale < b.Scale
                ? Scaled(ref one, b.Scale - a.Scale) ? one.CompareTo(other) : Math.Sign(left.Bits)
                : Scaled(ref other, a.Scale - b.Scale) ? one.CompareTo(other) : -Math.Sign(right.Bits);
        }

        return left.AsNumber!.Value.CompareTo(right.AsNumber!.Value);
    }

    // Six digits more cover what money and percentages divide to (a / 4, a / 8, a * 100 / b); the rest takes the general way.
    private static FeelValue ExactQuotient(long left, long right, int scale)
    {
        const int More = 6;
        var narrow = left;
        if (Scaled(ref narrow, More) && right != -1)
        {
            return narrow % right == 0 ? Shortened(narrow / right, scale + More) : default;
        }

        var quotient = Int128.DivRem((Int128)left * PowersOfTen.Long(More), right);
        if (quotient.Remainder != 0)
        {
            return default;
        }

        var (digits, places) = (quotient.Quotient, scale + More);
        while (places > 0 && digits % 10 == 0)
        {
            (digits, places) = (digits / 10, places - 1);
        }

        return digits < long.MinValue || digits > long.MaxValue ? default : Shortened((long)digits, places);
    }

    // Without zeros at its end; the default where it has too many digits behind the point or is a number of tens.
    private static FeelValue Shortened(long digits, int places)
    {
        while (places > 0 && digits % 10 == 0)
        {
            (digits, places) = (digits / 10, places - 1);
        }

        return places is < 0 or > NumberTag.LargestScale ? default : FeelValue.Number(NumberTag.Of(places), digits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FitsSum(long a, long b, out long sum)
    {
        sum = a + b;
        return ((a ^ sum) & (b ^ sum)) >= 0;
    }

    private static bool Aligned(FeelValue left, FeelValue right, out long a, out long b, out NumberTag? scale)
    {
        (a, b, scale) = (left.Bits, right.Bits, null);
        if (left.NumberTag is not { } one || right.NumberTag is not { } other)
        {
            return false;
        }

        scale = one.Scale > other.Scale ? one : other;
        return one.Scale > other.Scale ? Scaled(ref b, one.Scale - other.Scale) : Scaled(ref a, other.Scale - one.Scale);
    }

    private static bool Scaled(ref long coefficient, int digits)
    {
        if (digits == 0)
        {
            return true;
        }

        var high = Math.BigMul(coefficient, PowersOfTen.Long(digits), out var low);
        coefficient = low;
        return (high == 0 && low >= 0) || (high == -1 && low < 0);
    }
}
