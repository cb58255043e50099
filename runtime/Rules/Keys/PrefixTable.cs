using System.Text;

namespace LowCode.Rules.Keys;

/// <summary>Finds all prefixes of a text among given ones, numbered in the order in which they are given.</summary>
internal sealed class PrefixTable
{
    private readonly ByteTable _prefixes;
    private readonly int[] _lengths;
    private readonly Segment[] _chainOf;
    private readonly int[] _chains;

    /// <param name="prefixes">Distinct.</param>
    public PrefixTable(IReadOnlyList<string> prefixes)
    {
        _prefixes = new ByteTable(prefixes);
        var bytes = prefixes.Select(Encoding.UTF8.GetBytes).ToArray();
        _lengths = [.. bytes.Select(b => b.Length).Distinct().OrderDescending()];
        var chains = new List<int>();
        _chainOf = new Segment[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var start = chains.Count;
            foreach (var length in _lengths.Where(l => l <= bytes[i].Length))
            {
                if (_prefixes.Find(bytes[i].AsSpan(0, length)) is var number and not ByteTable.None)
                {
                    chains.Add(number);
                }
            }

            _chainOf[i] = new Segment(start, chains.Count - start);
        }

        _chains = [.. chains];
    }

    public IReadOnlyList<string> Prefixes => _prefixes.Texts;

    public int Count => _prefixes.Count;

    /// <summary>Adds the numbers of the prefixes that begin the text. The longest determines all the others.</summary>
    public Segment Find(ReadOnlySpan<byte> text, KeyBuffer matches) => matches.Add(Numbers(Longest(text)));

    private Segment Longest(ReadOnlySpan<byte> text)
    {
        foreach (var length in _lengths)
        {
            if (length <= text.Length && _prefixes.Find(text[..length]) is var number and not ByteTable.None)
            {
                return _chainOf[number];
            }
        }

        return default;
    }

    private ReadOnlySpan<int> Numbers(Segment found) => _chains.AsSpan(found.Start, found.Count);
}
