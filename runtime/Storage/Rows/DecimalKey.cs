using System.Globalization;

namespace LowCode.Storage.Rows;

/// <summary>
/// Decimals as texts that are in the order of the numbers, where a database has no type that holds them: a sign, the place of the point, the digits. Of negative
/// numbers each digit is taken from nine, so that the larger amount comes first; equal numbers have one spelling, however many zeros stand at their end.
/// </summary>
internal static class DecimalKey
{
    private const int Middle = 50;

    public static string Of(decimal number)
    {
        if (number == 0)
        {
            return "1";
        }

        var spelled = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var point = spelled.IndexOf('.', StringComparison.Ordinal) is >= 0 and var found ? found : spelled.Length;
        var all = spelled.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = Middle + point - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"2{exponent:00}{digits}")
            : string.Create(CultureInfo.InvariantCulture, $"0{99 - exponent:00}{Turned(digits)}~");
    }

    private static string Turned(string digits) => string.Create(digits.Length, digits, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('9' - from[i] + '0');
        }
    });
}
