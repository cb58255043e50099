using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>
/// Tells for a value of one input which rules its column lets through, without testing them one by one. The boundaries that the cells name
/// cut the values of a kind into points and gaps between them; for each of these the set of rules is kept.
/// </summary>
internal sealed class ColumnIndex
{
    /// <summary>The largest memory of a column's index, in words of 64 rules: 8 MB. Columns that would need more are evaluated cell by cell.</summary>
    private const int MostWords = 1024 * 1024;

    private readonly KindIndex?[] _kinds = new KindIndex?[(int)FeelKind.Function + 1];
    private readonly ulong[] _otherKinds;
    private readonly bool _hasNegated;

    private ColumnIndex(ulong[] otherKinds, bool hasNegated, ulong[] unsure)
    {
        _otherKinds = otherKinds;
        _hasNegated = hasNegated;
        Unsure = unsure;
        HasUnsure = unsure.Any(w => w != 0);
    }

    /// <summary>Rules whose cell must be evaluated although the set of a value contains them.</summary>
    public ulong[] Unsure { get; }

    public bool HasUnsure { get; }

    public static bool IsIndexed(FeelKind kind) =>
        kind is FeelKind.Number or FeelKind.String or FeelKind.Boolean or FeelKind.Date or FeelKind.DaysDuration;

    /// <summary>Null where an index would not pay.</summary>
    public static ColumnIndex? Of(IReadOnlyList<CellShape> cells)
    {
        var words = RuleSet.WordsFor(cells.Count);
        var (always, unsure) = (new ulong[words], new ulong[words]);
        var constants = new List<(int Rule, CellShape.Constants Cell)>();
        foreach (var (rule, cell) in cells.Index())
        {
            switch (cell)
            {
                case CellShape.Anything:
                    RuleSet.Add(always, rule);
                    break;
                case CellShape.Constants known:
                    constants.Add((rule, known));
                    break;
                case CellShape.Computed:
                    RuleSet.Add(always, rule);
                    RuleSet.Add(unsure, rule);
                    break;
            }
        }

        var byKind = constants.GroupBy(c => CellShapes.KindOf(c.Cell.Ranges[0])).ToList();
        var hasNegated = constants.Any(c => c.Cell.Negated);

        // Whether "not" of another kind holds is for the language to say.
        if ((hasNegated && byKind.Count > 1) || byKind.Sum(g => ((4L * g.Sum(c => c.Cell.Ranges.Count)) + 1) * words) > MostWords)
        {
            return null;
        }

        var index = new ColumnIndex(always, hasNegated, unsure);
        foreach (var group in byKind)
        {
            index._kinds[(int)group.Key] = KindIndex.Of([.. group], always);
        }

        return index;
    }

    /// <summary>
    /// The rules that may match; those of <see cref="Unsure"/> must be evaluated still. False where the value is of a kind whose tests follow
    /// other rules: then every cell must be evaluated.
    /// </summary>
    public bool TryFind(FeelValue value, out ReadOnlySpan<ulong> rules)
    {
        var kind = value.Kind;
        if (_kinds[(int)kind] is { } index)
        {
            rules = index.Find(value);
            return true;
        }

        rules = _otherKinds;
        return !_hasNegated && IsIndexed(kind);
    }
}
