using System.Globalization;
using LowCode.Rules.Tables;

namespace LowCode.Tests.Unit.Rules;

/// <summary>What is wrong with a table, found by asking every row at every combination of representative values.</summary>
internal sealed class GridTruth
{
    private readonly TableGrid _table;
    private readonly int[] _applies;
    private readonly int[] _decides;
    private readonly Dictionary<(int, int), int> _both = [];

    public GridTruth(TableGrid table)
    {
        _table = table;
        _applies = new int[table.Rows.Count];
        _decides = new int[table.Rows.Count];
        var columns = Enumerable.Range(0, table.Columns.Count)
            .Select(c => Points(c).Select(p => Enumerable.Range(0, table.Rows.Count).Where(r => Accepts(table.Rows[r].Cells[c], p)).ToHashSet()).ToList())
            .ToList();
        Visit(columns, 0, [.. Enumerable.Range(0, table.Rows.Count)]);
    }

    public bool HasGap { get; private set; }

    public IEnumerable<int> Dead => Enumerable.Range(0, _decides.Length).Where(r => _decides[r] == 0).Select(r => r + 1);

    public IEnumerable<(int, int)> Duplicates => Pairs((a, b) => _both[(a, b)] == _applies[a] && _both[(a, b)] == _applies[b]);

    public IEnumerable<(int, int)> Overlaps => _table.IsFirstHit ? [] : Pairs((a, b) => _table.Rows[a].Result == _table.Rows[b].Result);

    public IEnumerable<(int, int)> Contradictions => _table.IsFirstHit ? [] : Pairs((a, b) => _table.Rows[a].Result != _table.Rows[b].Result);

    /// <summary>Whether some row applies at values given as texts.</summary>
    public bool IsCovered(IReadOnlyList<string> values) => _table.Rows.Any(row => row.Cells.Index().All(c => Accepts(
        c.Item, _table.Columns[c.Index] is GridColumn.Number ? decimal.Parse(values[c.Index], CultureInfo.InvariantCulture) : values[c.Index])));

    private IEnumerable<(int, int)> Pairs(Func<int, int, bool> are) =>
        _both.Keys.Where(p => are(p.Item1, p.Item2)).Select(p => (p.Item1 + 1, p.Item2 + 1)).Order();

    private void Visit(List<List<HashSet<int>>> columns, int column, List<int> rows)
    {
        if (column < columns.Count)
        {
            columns[column].ForEach(accepting => Visit(columns, column + 1, [.. rows.Where(accepting.Contains)]));
            return;
        }

        HasGap |= rows.Count == 0;
        foreach (var (index, row) in rows.Index())
        {
            _applies[row]++;
            _decides[row] += index == 0 ? 1 : 0;
            foreach (var later in rows.Skip(index + 1))
            {
                _both[(row, later)] = _both.GetValueOrDefault((row, later)) + 1;
            }
        }
    }

    private IEnumerable<object> Points(int column)
    {
        var cells = _table.Rows.Select(r => r.Cells[column]).ToList();
        switch (_table.Columns[column])
        {
            case GridColumn.Number number:
                var bounds = cells.OfType<GridCell.Intervals>().SelectMany(c => c.Parts).SelectMany(p => new[] { p.Low, p.High }).OfType<decimal>().ToList();
                var step = number.IsWhole ? 1 : 0.01m;
                return bounds.SelectMany(b => new[] { b - step, b, b + step }).Append(5).Distinct()
                    .Where(p => p >= (number.Lowest ?? decimal.MinValue)).Select(p => (object)p);
            case GridColumn.Text { Values: { } values }:
                return values;
            default:
                var named = cells.OfType<GridCell.Values>().SelectMany(c => c.Texts).Concat(cells.OfType<GridCell.Prefixes>().SelectMany(c => c.Texts)).Distinct();
                return named.SelectMany(t => new[] { t, t + "x" }).Append("other");
        }
    }

    private static bool Accepts(GridCell cell, object value) => cell switch
    {
        GridCell.Intervals intervals => intervals.Parts.Any(p => IsWithin(p, (decimal)value)),
        GridCell.Values named => named.Texts.Any(t => t == (string)value) ^ named.IsNegated,
        GridCell.Prefixes begun => begun.Texts.Any(t => ((string)value).StartsWith(t, StringComparison.Ordinal)) ^ begun.IsNegated,
        _ => true,
    };

    private static bool IsWithin(GridInterval interval, decimal value)
    {
        var above = interval.Low is null || (interval.IncludesLow ? value >= interval.Low : value > interval.Low);
        return above && (interval.High is null || (interval.IncludesHigh ? value <= interval.High : value < interval.High));
    }
}
