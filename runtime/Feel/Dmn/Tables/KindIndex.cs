using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>The index of a column for values of one kind: n boundaries in order, and a set of rules for each boundary and each gap around them.</summary>
internal sealed class KindIndex
{
    private static readonly Comparer<FeelValue> _order = Comparer<FeelValue>.Create(Order);

    private readonly FeelValue[] _boundaries;

    // Gap 0, boundary 0, gap 1, boundary 1, ..., gap n: one after the other, each of the same length.
    private readonly ulong[] _sets;
    private readonly int _words;
    private readonly Dictionary<FeelValue, int>? _places;

    private KindIndex(FeelValue[] boundaries, int words)
    {
        _boundaries = boundaries;
        _words = words;
        _sets = new ulong[((2 * boundaries.Length) + 1) * words];

        // Booleans have no order, and texts are found faster by their hash.
        _places = boundaries.Length > 0 && boundaries[0].Kind is FeelKind.Boolean or FeelKind.String
            ? boundaries.Index().ToDictionary(b => b.Item, b => b.Index)
            : null;
    }

    public static KindIndex Of(IReadOnlyList<(int Rule, CellShape.Constants Cell)> cells, ulong[] always)
    {
        var boundaries = cells.SelectMany(c => c.Cell.Ranges).SelectMany(r => (FeelValue[])[r.Start, r.End]).Where(v => !v.IsNull).Distinct().ToArray();
        Array.Sort(boundaries, _order);
        var index = new KindIndex(boundaries, always.Length);
        foreach (var (rule, cell) in cells)
        {
            index.Add(rule, cell);
        }

        for (var segment = 0; segment <= 2 * boundaries.Length; segment++)
        {
            for (var word = 0; word < always.Length; word++)
            {
                index._sets[(segment * index._words) + word] |= always[word];
            }
        }

        return index;
    }

    public ReadOnlySpan<ulong> Find(FeelValue value) => _sets.AsSpan(SegmentOf(value) * _words, _words);

    private void Add(int rule, CellShape.Constants cell)
    {
        var (word, bit) = (rule / RuleSet.BitsPerWord, 1UL << (rule % RuleSet.BitsPerWord));
        foreach (var range in cell.Ranges)
        {
            var (first, last) = SegmentsOf(range);
            for (var segment = first; segment <= last; segment++)
            {
                _sets[(segment * _words) + word] |= bit;
            }
        }

        for (var segment = 0; cell.Negated && segment <= 2 * _boundaries.Length; segment++)
        {
            _sets[(segment * _words) + word] ^= bit;
        }
    }

    // The ends of a range are boundaries, so that it covers a segment whole or not at all.
    private (int First, int Last) SegmentsOf(FeelRange range) => (
        range.Start.IsNull ? 0 : (2 * BoundaryOf(range.Start)) + (range.StartIncluded ? 1 : 2),
        range.End.IsNull ? 2 * _boundaries.Length : (2 * BoundaryOf(range.End)) + (range.EndIncluded ? 1 : 0));

    private int BoundaryOf(FeelValue value) => _places is not null ? _places[value] : Array.BinarySearch(_boundaries, value, _order);

    private int SegmentOf(FeelValue value)
    {
        if (_places is not null && _places.TryGetValue(value, out var place))
        {
            return (2 * place) + 1;
        }

        var (low, high) = (0, _boundaries.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = Order(_boundaries[middle], value);
            if (order == 0)
            {
                return (2 * middle) + 1;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return 2 * low;
    }

    // False before true: any order does, as both are boundaries or outside of all.
    private static int Order(FeelValue left, FeelValue right) => Comparing.Order(left, right) ?? left.IsTrue.CompareTo(right.IsTrue);
}
