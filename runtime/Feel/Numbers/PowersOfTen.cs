using System.Numerics;

namespace LowCode.Feel.Numbers;

internal static class PowersOfTen
{
    private static readonly long[] _long = BuildLong();
    private static readonly BigInteger[] _big = BuildBig();

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
