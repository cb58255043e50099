using System.Numerics;
using System.Runtime.InteropServices;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>A set of rules of one table, a bit each.</summary>
internal static class RuleSet
{
    public const int BitsPerWord = 64;

    public static int WordsFor(int rules) => (rules + BitsPerWord - 1) / BitsPerWord;

    public static void Add(ulong[] set, int rule) => set[rule / BitsPerWord] |= 1UL << (rule % BitsPerWord);

    public static bool Has(ReadOnlySpan<ulong> set, int rule) => (set[rule / BitsPerWord] & (1UL << (rule % BitsPerWord))) != 0;

    public static void Unite(ulong[] set, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < set.Length; i++)
        {
            set[i] |= other[i];
        }
    }

    /// <summary>Keeps what is in both. False where nothing is left.</summary>
    public static bool Intersect(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var width = Vector<ulong>.Count;
        var i = 0;
        var left = Vector<ulong>.Zero;
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(set);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var w = 0; w < wide.Length; w++, i += width)
        {
            wide[w] &= wideOther[w];
            left |= wide[w];
        }

        var rest = 0UL;
        for (; i < set.Length; i++)
        {
            set[i] &= other[i];
            rest |= set[i];
        }

        return rest != 0 || left != Vector<ulong>.Zero;
    }

    /// <summary>The first rule of the set at or after <paramref name="from"/>; -1 where there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> set, int from)
    {
        var word = from / BitsPerWord;
        if (word >= set.Length)
        {
            return -1;
        }

        var bits = set[word] & (ulong.MaxValue << (from % BitsPerWord));
        while (bits == 0)
        {
            if (++word == set.Length)
            {
                return -1;
            }

            bits = set[word];
        }

        return (word * BitsPerWord) + BitOperations.TrailingZeroCount(bits);
    }
}
