using System.Numerics;

namespace LowCode.Feel.Numbers;

internal static class PowersOfTen
{
    private static readonly long[] _long = BuildLong();
    private static readonly BigInteger[] _big = BuildBig();

    private static readonly UInt128[] _wide = BuildWide();

    /// <summary>10 to the power of 0 to 38.</summary>
    public static UInt128 Wide(int power) => _wide[power];

    /// <summary>How many decimal digits; 0 has one.</summary>
    public static int CountDigits(UInt128 value)
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(value);
        var estimate = bits * 1233 >> 12;
        return estimate < _wide.Length && value >= _wide[estimate] ? estimate + 1 : Math.Max(estimate, 1);
    }

    /// <summary>10 to the power of 0 to 18.</summary>
    public static long Long(int power) => _long[power];

    public static BigInteger Big(int power) => power < _big.Length ? _big[power] : BigInteger.Pow(10, power);

    /// <summary>How many decimal digits a number that is not negative has; 0 has one.</summary>
    public static int CountDigits(BigInteger value)
    {
        if (value.IsZero)
        {
            return 1;
        }

        // The estimate from the bits is right or one too small.
        var estimate = (int)((value.GetBitLength() - 1) * 30103L / 100000);
        return value >= Big(estimate) ? (value >= Big(estimate + 1) ? estimate + 2 : estimate + 1) : estimate;
    }

    private static long[] BuildLong()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private static UInt128[] BuildWide()
    {
        var powers = new UInt128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private static BigInteger[] BuildBig()
    {
        var powers = new BigInteger[128];
        powers[0] = BigInteger.One;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
