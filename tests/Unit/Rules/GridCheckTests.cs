using LowCode.Rules.Tables;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class GridCheckTests
{
    private const int Tables = 60;

    [Fact]
    public void Everything_wrong_with_a_faulty_table_is_found_and_nothing_else()
    {
        for (var seed = 0; seed < Tables; seed++)
        {
            AssertTrue(GeneratedGrid.Faulty(seed), seed);
        }
    }

    [Fact]
    public void Nothing_is_found_in_a_clean_table()
    {
        for (var seed = 0; seed < Tables; seed++)
        {
            var findings = GridChecks.Check(GeneratedGrid.Clean(seed));
            Assert.True(findings.Count == 0, $"seed {seed}: {string.Join('\n', findings.Select(f => f.Message))}");
        }
    }

    [Fact]
    public void Missing_end_of_an_interval_is_a_gap_that_names_the_column()
    {
        var finding = Assert.Single(GridChecks.Check(Table(
            Row("a", new GridCell.Any(), Below(10)), Row("b", new GridCell.Any(), Above(10)))));

        Assert.Equal((GridFindingKind.Gap, "10"), (finding.Kind, finding.Example![1]));
        Assert.Equal(["mode", "weight"], finding.Columns);
    }

    [Fact]
    public void Whole_numbers_leave_no_gap_between_neighbours()
    {
        var table = new TableGrid(
            [new GridColumn.Number("days", IsWhole: true)],
            [
                new GridRow([new GridCell.Intervals([new GridInterval(null, false, 5, true)])], "a"),
                new GridRow([new GridCell.Intervals([new GridInterval(6, true, null, false)])], "b"),
            ],
            IsFirstHit: false);

        Assert.Empty(GridChecks.Check(table));
        Assert.Equal([GridFindingKind.Gap], GridChecks.Check(table with { Columns = [new GridColumn.Number("days")] }).Select(f => f.Kind));
    }

    [Fact]
    public void Prefix_within_a_prefix_overlaps_it()
    {
        var table = Table(
            Row("a", new GridCell.Prefixes(["84"]), new GridCell.Any()),
            Row("b", new GridCell.Prefixes(["8471"]), Below(10)),
            Row("c", new GridCell.Prefixes(["84"], IsNegated: true), new GridCell.Any()));

        var findings = GridChecks.Check(table);

        Assert.Equal([GridFindingKind.Contradiction, GridFindingKind.Dead], findings.Select(f => f.Kind));
        Assert.Equal([1, 2], findings[0].Rows);
        Assert.Equal([2], findings[1].Rows);
        Assert.Equal([GridFindingKind.Dead], GridChecks.Check(table with { IsFirstHit = true }).Select(f => f.Kind));
    }

    [Fact]
    public void Row_that_several_earlier_ones_cover_together_is_dead()
    {
        var table = Table(
            Row("a", new GridCell.Any(), Below(10)),
            Row("a", new GridCell.Any(), new GridCell.Intervals([new GridInterval(10, true, null, false)])),
            Row("b", new GridCell.Values(["0110"]), new GridCell.Intervals([new GridInterval(5, true, 15, true)])));

        var findings = GridChecks.Check(table with { IsFirstHit = true });

        Assert.Equal([(GridFindingKind.Dead, 3)], findings.Select(f => (f.Kind, f.Rows[0])));
    }

    private static void AssertTrue(TableGrid table, int seed)
    {
        var findings = GridChecks.Check(table);
        var truth = new GridTruth(table);

        Assert.True(truth.HasGap == findings.Any(f => f.Kind == GridFindingKind.Gap), $"seed {seed}");
        Assert.All(findings.Where(f => f.Kind == GridFindingKind.Gap), f => Assert.False(truth.IsCovered(f.Example!)));
        Assert.Equal(truth.Overlaps, Pairs(GridFindingKind.Overlap));
        Assert.Equal(truth.Contradictions, Pairs(GridFindingKind.Contradiction));
        Assert.Equal(truth.Duplicates, Pairs(GridFindingKind.Duplicate));
        Assert.Equal(truth.Dead, findings.Where(f => f.Kind == GridFindingKind.Dead).Select(f => f.Rows[0]));
        Assert.True(findings.Count > 0 || table.IsFirstHit || seed % 6 >= 3, $"seed {seed}: nothing was planted");

        IEnumerable<(int, int)> Pairs(GridFindingKind kind) => findings.Where(f => f.Kind == kind).Select(f => (f.Rows[0], f.Rows[1])).Order();
    }

    private static TableGrid Table(params GridRow[] rows) => new([new GridColumn.Text("mode"), new GridColumn.Number("weight")], rows, IsFirstHit: false);

    private static GridRow Row(string result, params GridCell[] cells) => new(cells, result);

    private static GridCell.Intervals Below(decimal bound) => new([new GridInterval(null, false, bound, false)]);

    private static GridCell.Intervals Above(decimal bound) => new([new GridInterval(bound, false, null, false)]);
}
