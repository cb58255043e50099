using System.Buffers.Text;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Documents;

/// <summary>Decimals of at most 4 places as whole numbers, times 10,000: comparing, adding and multiplying them is exact.</summary>
internal static class ScaledNumber
{
    public const long One = 10_000;

    private const int MostDigits = 13;

    public static long Of(decimal number) => (long)(number * One);

    public static decimal ToDecimal(long scaled) => (decimal)scaled / One;

    /// <summary>False where the number has more than 4 places that say something, or is not below <see cref="RuleNumber.Limit"/>.</summary>
    /// <param name="json">A number by JSON's grammar.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out long scaled)
    {
        var at = json[0] == '-' ? 1 : 0;
        long whole = 0;
        var first = at;
        for (; at < json.Length && (uint)(json[at] - '0') <= 9; at++)
        {
            whole = (whole * 10) + (json[at] - '0');
            if (at - first >= MostDigits)
            {
                return TryReadSlowly(json, out scaled);
            }
        }

        var places = 0;
        if (at < json.Length && json[at] == '.')
        {
            for (at++; at < json.Length && (uint)(json[at] - '0') <= 9; at++)
            {
                if (++places > RuleNumber.Places)
                {
                    return TryReadSlowly(json, out scaled);
                }

                whole = (whole * 10) + (json[at] - '0');
            }
        }

        if (at < json.Length)
        {
            return TryReadSlowly(json, out scaled);
        }

        for (; places < RuleNumber.Places; places++)
        {
            whole *= 10;
        }

        scaled = json[0] == '-' ? -whole : whole;
        return true;
    }

    // Exponents, trailing zeros beyond the fourth place, many digits.
    private static bool TryReadSlowly(ReadOnlySpan<byte> json, out long scaled)
    {
        scaled = 0;
        if (!Utf8Parser.TryParse(json, out decimal number, out var used) || used != json.Length
            || Math.Abs(number) >= RuleNumber.Limit || number * One != decimal.Truncate(number * One))
        {
            return false;
        }

        scaled = Of(number);
        return true;
    }

    /// <summary>A day, <c>yyyy-MM-dd</c>, as <c>yyyyMMdd</c> times 10,000.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out long scaled)
    {
        scaled = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        var date = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if (i is 4 or 7)
            {
                continue;
            }

            if ((uint)digit > 9)
            {
                return false;
            }

            date = (date * 10) + digit;
        }

        var (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        scaled = date * One;
        return true;
    }
}
