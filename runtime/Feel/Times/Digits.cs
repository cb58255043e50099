namespace LowCode.Feel.Times;

internal static class Digits
{
    /// <summary>The number that one to eighteen digits write, or null.</summary>
    public static long? Read(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 18)
        {
            return null;
        }

        var number = 0L;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }

    /// <summary>Nanoseconds of the digits behind a point; further digits than nine are dropped. Null where one is no digit.</summary>
    public static long? ReadFraction(ReadOnlySpan<char> text)
    {
        var nanoseconds = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return null;
            }

            nanoseconds = i < 9 ? (nanoseconds * 10) + (text[i] - '0') : nanoseconds;
        }

        for (var i = text.Length; i < 9; i++)
        {
            nanoseconds *= 10;
        }

        return nanoseconds;
    }

    /// <summary>A point and the digits of a fraction of a second, or nothing.</summary>
    public static string WriteFraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0');
}
