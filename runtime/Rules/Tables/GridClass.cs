using System.Globalization;

namespace LowCode.Rules.Tables;

/// <summary>Values of one column that all rows treat alike.</summary>
/// <param name="Example">One of them.</param>
/// <param name="Label">What they are, for people.</param>
/// <param name="Rows">Bits of the rows whose cell accepts them.</param>
internal sealed record GridClass(string Example, string Label, ulong[] Rows)
{
    // No code of any agency begins with it.
    private const string Filler = "\uE000";

    /// <summary>All classes of a column. Every possible value falls into one, so what holds for the examples holds for all values.</summary>
    /// <param name="undecided">How cells of which nothing can be told are taken: any value, or null for none.</param>
    public static IReadOnlyList<GridClass> Of(TableGrid table, int column, GridCell? undecided)
    {
        var cells = table.Rows.Select(r => r.Cells[column] is GridCell.Undecided ? undecided ?? new GridCell.Values([]) : r.Cells[column]).ToList();
        var points = table.Columns[column] switch
        {
            GridColumn.Number number => Numbers(number, cells),
            GridColumn.Text text => Texts(text, cells),
            var other => throw new ArgumentException($"Expected a column of numbers or texts, but got {other}.", nameof(table)),
        };
        return [.. points.DistinctBy(c => new RowSet(c.Rows))];
    }

    private static IEnumerable<GridClass> Numbers(GridColumn.Number column, List<GridCell> cells)
    {
        var bounds = cells.OfType<GridCell.Intervals>().SelectMany(c => c.Parts).SelectMany(p => new[] { p.Low, p.High }).OfType<decimal>().Distinct().Order().ToList();
        if (bounds.Count == 0)
        {
            yield return Number(column.Lowest ?? column.Highest ?? 0, TableTexts.Other, cells);
            yield break;
        }

        var points = new List<(decimal Value, string Label)> { (decimal.Floor(bounds[0]) - 1, $"< {Text(bounds[0])}") };
        for (var i = 0; i < bounds.Count; i++)
        {
            points.Add((bounds[i], Text(bounds[i])));
            if (i + 1 < bounds.Count && Between(bounds[i], bounds[i + 1], column.IsWhole) is { } middle)
            {
                points.Add((middle, $"({Text(bounds[i])}..{Text(bounds[i + 1])})"));
            }
        }

        points.Add((decimal.Ceiling(bounds[^1]) + 1, $"> {Text(bounds[^1])}"));
        foreach (var (value, label) in points)
        {
            if (value >= (column.Lowest ?? decimal.MinValue) && value <= (column.Highest ?? decimal.MaxValue) && (!column.IsWhole || decimal.IsInteger(value)))
            {
                yield return Number(value, label, cells);
            }
        }
    }

    private static decimal? Between(decimal low, decimal high, bool isWhole)
    {
        var middle = isWhole ? decimal.Floor(low) + 1 : low + ((high - low) / 2);
        return middle < high ? middle : null;
    }

    private static GridClass Number(decimal value, string label, List<GridCell> cells) => new(
        Text(value), label, Bits(cells, cell => cell is GridCell.Any || (cell is GridCell.Intervals intervals && intervals.Parts.Any(p => p.Contains(value)))));

    private static IEnumerable<GridClass> Texts(GridColumn.Text column, List<GridCell> cells)
    {
        if (column.Values is { } values)
        {
            return values.Select(v => Text(v, v, cells));
        }

        var named = cells.OfType<GridCell.Values>().SelectMany(c => c.Texts).Distinct().Select(v => Text(v, v, cells));
        var begun = cells.OfType<GridCell.Prefixes>().SelectMany(c => c.Texts).Distinct().Select(p => Text(p + Filler, p + "…", cells));
        return named.Concat(begun).Append(Text(Filler, TableTexts.Other, cells));
    }

    private static GridClass Text(string value, string label, List<GridCell> cells) => new(value, label, Bits(cells, cell => cell switch
    {
        GridCell.Any => true,
        GridCell.Values named => named.Texts.Contains(value, StringComparer.Ordinal) != named.IsNegated,
        GridCell.Prefixes begun => begun.Texts.Any(p => value.StartsWith(p, StringComparison.Ordinal)) != begun.IsNegated,
        _ => false,
    }));

    private static ulong[] Bits(List<GridCell> cells, Func<GridCell, bool> accepts)
    {
        var bits = new ulong[(cells.Count + 63) / 64];
        for (var row = 0; row < cells.Count; row++)
        {
            if (accepts(cells[row]))
            {
                bits[row >> 6] |= 1UL << row;
            }
        }

        return bits;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
