using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowCode.Rules.Index;

/// <summary>
/// Rows with one bit per rule: a row says which rules one finding about a document leaves possible. Rules that survive all findings are the
/// intersection of the rows, taken 512 rules at a time.
/// </summary>
internal sealed class BitRows
{
    private const int Block = 8;

    private readonly ulong[] _bits;

    public BitRows(int rules, int rows)
    {
        Stride = (rules + (Block * 64) - 1) / (Block * 64) * Block;
        _bits = new ulong[checked(Stride * rows)];
    }

    /// <summary>Words of a row.</summary>
    public int Stride { get; }

    public long Bytes => _bits.LongLength * sizeof(ulong);

    public Span<ulong> Row(int row) => _bits.AsSpan(row * Stride, Stride);

    public void Set(int row, int rule) => _bits[(row * Stride) + (rule >> 6)] |= 1UL << rule;

    public void Intersect(ReadOnlySpan<int> rows, Span<ulong> result)
    {
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        ref var target = ref MemoryMarshal.GetReference(result[..Stride]);
        for (var at = 0; at < Stride; at += Block)
        {
            var low = Vector256<ulong>.AllBitsSet;
            var high = Vector256<ulong>.AllBitsSet;
            foreach (var row in rows)
            {
                var start = (nuint)((row * Stride) + at);
                low &= Vector256.LoadUnsafe(ref bits, start);
                high &= Vector256.LoadUnsafe(ref bits, start + (Block / 2));
            }

            low.StoreUnsafe(ref target, (nuint)at);
            high.StoreUnsafe(ref target, (nuint)at + (Block / 2));
        }
    }
}
