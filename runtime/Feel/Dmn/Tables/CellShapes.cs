using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>Finds out what of a cell is known before anything is evaluated.</summary>
internal static class CellShapes
{
    /// <param name="root">Null for a cell with mistakes: it is evaluated, which tells them.</param>
    public static CellShape Of(FeelNode? root)
    {
        if (root is not UnaryTestsNode tests)
        {
            return CellShape.Computed.Instance;
        }

        if (tests.Tests.Count == 0)
        {
            return CellShape.Anything.Instance;
        }

        var ranges = new List<FeelRange>();
        foreach (var test in tests.Tests)
        {
            if (RangeOf(test) is not { } range)
            {
                return CellShape.Computed.Instance;
            }

            ranges.Add(range);
        }

        // The cells of one column are sorted by kind; a cell of several kinds would be in none.
        return ranges.Select(KindOf).Distinct().Count() == 1 ? new CellShape.Constants(ranges, tests.IsNegated) : CellShape.Computed.Instance;
    }

    /// <summary>The kind of the values that a range of constants holds.</summary>
    public static FeelKind KindOf(FeelRange range) => range.Start.IsNull ? range.End.Kind : range.Start.Kind;

    private static FeelRange? RangeOf(FeelNode test) => test switch
    {
        UnaryRangeNode { Form: not RangeForm.NotEqual } unary when Constant(unary.End) is { } end => FeelRange.Of(unary.Form, end),
        RangeNode range when Constant(range.Start) is { } start && Constant(range.End) is { } end && start.Kind == end.Kind && Comparing.Order(start, end) <= 0 =>
            FeelRange.Between(start, range.StartIncluded, end, range.EndIncluded),
        _ => Constant(test) is { } value ? FeelRange.Of(RangeForm.Equal, value) : null,
    };

    private static FeelValue? Constant(FeelNode node) => node switch
    {
        LiteralNode literal when ColumnIndex.IsIndexed(literal.Value.Kind) => literal.Value,
        NegationNode { Operand: LiteralNode { Value.Kind: FeelKind.Number } number } => Arithmetic.Negate(number.Value),
        _ => (FeelValue?)null,
    };
}
