using System.Globalization;
using System.Numerics;

namespace LowCode.Feel.Numbers;

internal static class NumberText
{
    private const int MostZeros = 40;

    // With the one behind them they fit 128 bits.
    private const int MostSignificant = FeelNumber.Digits + 3;

    // An exponent of more digits is beyond every range; reading it as a number could overflow.
    private const int MostExponentDigits = 6;

    public static FeelNumber? Parse(ReadOnlySpan<char> text)
    {
        var at = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            at++;
        }

        var whole = CountDigits(text[at..]);
        var point = at + whole;
        var fraction = point < text.Length && text[point] == '.' ? CountDigits(text[(point + 1)..]) : -1;
        if (whole + Math.Max(fraction, 0) == 0 || fraction == 0)
        {
            return null;
        }

        var end = point + (fraction < 0 ? 0 : fraction + 1);
        if (ExponentOf(text[end..]) is not { } exponent)
        {
            return null;
        }

        var (digits, dropped) = Significant(text.Slice(at, whole), fraction > 0 ? text.Slice(point + 1, fraction) : []);
        return FeelNumber.From(negative ? -(BigInteger)digits : digits, exponent - Math.Max(fraction, 0) + dropped);
    }

    // As many digits as decide the number and its rounding; behind them one that says whether any of the others is more than 0.
    private static (UInt128 Digits, int Dropped) Significant(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        var (digits, count, dropped, more) = (UInt128.Zero, 0, 0, false);
        for (var i = 0; i < whole.Length + fraction.Length; i++)
        {
            var digit = (i < whole.Length ? whole[i] : fraction[i - whole.Length]) - '0';
            if (count == MostSignificant)
            {
                (dropped, more) = (dropped + 1, more || digit > 0);
                continue;
            }

            digits = (digits * 10) + (uint)digit;
            count += digits == UInt128.Zero ? 0 : 1;
        }

        return dropped == 0 ? (digits, 0) : ((digits * 10) + (more ? 1U : 0U), dropped - 1);
    }

    public static string Write(FeelNumber number)
    {
        var digits = Int128.Abs(number.Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = number.Sign < 0 ? "-" : "";
        var exponent = number.Exponent;
        if (exponent >= 0)
        {
            return exponent > MostZeros
                ? string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e+{exponent}")
                : sign + digits + new string('0', exponent);
        }

        if (-exponent < digits.Length)
        {
            return $"{sign}{digits[..(digits.Length + exponent)]}.{digits[(digits.Length + exponent)..]}";
        }

        var zeros = -exponent - digits.Length;
        return zeros > MostZeros
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e{exponent}")
            : $"{sign}0.{new string('0', zeros)}{digits}";
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        return count;
    }

    private static int? ExponentOf(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var digits = text.Length > 1 && text[1] is '+' or '-' ? text[2..] : text[1..];
        var wrong = text[0] is not ('e' or 'E') || digits.Length is 0 or > MostExponentDigits || CountDigits(digits) != digits.Length;
        return wrong ? null : int.Parse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
