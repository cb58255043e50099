namespace LowCode.Rules.Tables;

/// <summary>Rows of a table as bits, equal where they are the same rows.</summary>
internal readonly struct RowSet(ulong[] bits) : IEquatable<RowSet>
{
    public ulong[] Bits { get; } = bits;

    public bool IsEmpty => !Bits.AsSpan().ContainsAnyExcept(0UL);

    public bool Contains(int row) => ((Bits[row >> 6] >> row) & 1) != 0;

    public bool Meets(ulong[] other)
    {
        for (var i = 0; i < Bits.Length; i++)
        {
            if ((Bits[i] & other[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public RowSet And(ulong[] other)
    {
        var both = new ulong[Bits.Length];
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = Bits[i] & other[i];
        }

        return new RowSet(both);
    }

    /// <summary>The first rows of so many.</summary>
    public static RowSet First(int rows, int of)
    {
        var bits = new ulong[(of + 63) / 64];
        for (var row = 0; row < rows; row++)
        {
            bits[row >> 6] |= 1UL << row;
        }

        return new RowSet(bits);
    }

    public bool Equals(RowSet other) => Bits.AsSpan().SequenceEqual(other.Bits);

    public override bool Equals(object? obj) => obj is RowSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var word in Bits)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }
}
