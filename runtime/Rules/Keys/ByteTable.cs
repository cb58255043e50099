using System.Buffers.Binary;

namespace LowCode.Rules.Keys;

/// <summary>Texts in UTF-8 numbered from 0 in the order in which they are given. Open addressing; looking up allocates nothing.</summary>
internal sealed class ByteTable
{
    public const int None = -1;

    private readonly byte[] _bytes;
    private readonly Item[] _entries;
    private readonly int[] _slots;

    /// <param name="texts">Distinct.</param>
    public ByteTable(IReadOnlyList<string> texts)
    {
        Texts = texts;
        _entries = new Item[texts.Count];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, texts.Count * 2))];
        _bytes = new byte[texts.Sum(System.Text.Encoding.UTF8.GetByteCount)];
        var end = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            var length = System.Text.Encoding.UTF8.GetBytes(texts[i], _bytes.AsSpan(end));
            var hash = Hash(_bytes.AsSpan(end, length));
            _entries[i] = new Item(hash, end, length);
            end += length;
            var slot = (int)hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public IReadOnlyList<string> Texts { get; }

    public int Count => _entries.Length;

    /// <summary>The number of the text, or <see cref="None"/>.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        var slots = _slots;
        for (var slot = (int)hash & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var number = slots[slot] - 1;
            if (number < 0)
            {
                return None;
            }

            ref readonly var entry = ref _entries[number];
            if (entry.Hash == hash && entry.Length == text.Length && text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                return number;
            }
        }
    }

    // Codes are short: up to 16 bytes are two overlapping words. Mixing by the high half of a product, as in wyhash.
    internal static uint Hash(ReadOnlySpan<byte> text)
    {
        var length = text.Length;
        ulong a, b;
        if (length >= 8)
        {
            a = BinaryPrimitives.ReadUInt64LittleEndian(text);
            b = BinaryPrimitives.ReadUInt64LittleEndian(text[(length - 8)..]);
            for (var at = 8; at + 8 < length; at += 8)
            {
                a = Mix(a, BinaryPrimitives.ReadUInt64LittleEndian(text[at..]));
            }
        }
        else if (length >= 4)
        {
            a = BinaryPrimitives.ReadUInt32LittleEndian(text);
            b = BinaryPrimitives.ReadUInt32LittleEndian(text[(length - 4)..]);
        }
        else
        {
            a = length == 0 ? 0 : (ulong)(text[0] | (text[length >> 1] << 8) | (text[length - 1] << 16));
            b = 0;
        }

        var mixed = Mix(a ^ (ulong)length, b);
        return (uint)(mixed ^ (mixed >> 32));
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a ^ 0x9E3779B97F4A7C15, b ^ 0xE7037ED1A0B428DB, out ulong low);
        return high ^ low;
    }

    private readonly record struct Item(uint Hash, int Start, int Length);
}
