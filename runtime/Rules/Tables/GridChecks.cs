namespace LowCode.Rules.Tables;

/// <summary>
/// Gaps, overlaps, contradictions, duplicates and dead rows of a decision table over intervals, sets and prefixes. Complete: each that is there is
/// found, with the one limit that of many gaps the first <see cref="MostGaps"/> are told. Of cells that are no intervals, sets or prefixes nothing is
/// known: what would depend on them is not told, everything else is.
/// </summary>
public static class GridChecks
{
    public const int MostGaps = 100;

    public static IReadOnlyList<GridFinding> Check(TableGrid table)
    {
        // A row of which a cell cannot be told may cover what no other does, and may cover nothing.
        var widest = Classes(table, new GridCell.Any());
        var findings = new List<GridFinding>();
        AddGaps(table, widest, findings);
        AddPairs(table, widest, findings);
        AddDead(table, table.Rows.Any(IsUndecided) ? Classes(table, null) : widest, findings);
        return findings;
    }

    private static List<IReadOnlyList<GridClass>> Classes(TableGrid table, GridCell? undecided) =>
        [.. Enumerable.Range(0, table.Columns.Count).Select(c => GridClass.Of(table, c, undecided))];

    private static bool IsUndecided(GridRow row) => row.Cells.Any(c => c is GridCell.Undecided);

    private static void AddGaps(TableGrid table, IReadOnlyList<IReadOnlyList<GridClass>> classes, List<GridFinding> findings)
    {
        var search = new Uncovered(classes, Free(table), MostGaps);
        search.Search(RowSet.First(table.Rows.Count, table.Rows.Count));
        foreach (var gap in search.Found)
        {
            var example = classes.Select((c, i) => (i < gap.Count ? gap[i] : c[0]).Example).ToList();
            var limits = gap.Select((c, i) => $"{table.Columns[i].Name} = {c.Label}");
            findings.Add(new GridFinding(
                GridFindingKind.Gap, [], [.. table.Columns.Take(gap.Count).Select(c => c.Name)], example, TableTexts.Of("table.gap", string.Join(", ", limits))));
        }
    }

    private static void AddPairs(TableGrid table, IReadOnlyList<IReadOnlyList<GridClass>> classes, List<GridFinding> findings)
    {
        for (var later = 1; later < table.Rows.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Common(classes, earlier, later) is not { } common)
                {
                    continue;
                }

                var isSure = !IsUndecided(table.Rows[earlier]) && !IsUndecided(table.Rows[later]);
                if (classes.All(c => c.All(v => new RowSet(v.Rows).Contains(earlier) == new RowSet(v.Rows).Contains(later)))
                    && (isSure || Undecided(earlier).SequenceEqual(Undecided(later))))
                {
                    Add(GridFindingKind.Duplicate, "table.duplicate", earlier, later, common);
                }

                if (isSure && !table.IsFirstHit)
                {
                    var isSame = table.Rows[earlier].Result == table.Rows[later].Result;
                    Add(isSame ? GridFindingKind.Overlap : GridFindingKind.Contradiction, isSame ? "table.overlap" : "table.contradiction", earlier, later, common);
                }
            }
        }

        // Cells that are written alike accept the same, whatever that is.
        IEnumerable<GridCell?> Undecided(int row) => table.Rows[row].Cells.Select(c => c as GridCell.Undecided);

        void Add(GridFindingKind kind, string text, int earlier, int later, List<GridClass> common)
        {
            var columns = table.Columns.Where((c, i) => classes[i].Any(v => new RowSet(v.Rows).Contains(earlier) != new RowSet(v.Rows).Contains(later))).Select(c => c.Name).ToList();
            var example = string.Join(", ", table.Columns.Zip(common, (c, v) => $"{c.Name} = {v.Label}"));
            findings.Add(new GridFinding(
                kind,
                [earlier + 1, later + 1],
                columns.Count == 0 ? [.. table.Columns.Select(c => c.Name)] : columns,
                [.. common.Select(c => c.Example)],
                TableTexts.Of(text, earlier + 1, later + 1, example)));
        }
    }

    // A value of each column that both rows accept; null where some column has none.
    private static List<GridClass>? Common(IReadOnlyList<IReadOnlyList<GridClass>> classes, int earlier, int later)
    {
        var common = new List<GridClass>(classes.Count);
        foreach (var column in classes)
        {
            if (column.FirstOrDefault(v => new RowSet(v.Rows).Contains(earlier) && new RowSet(v.Rows).Contains(later)) is not { } both)
            {
                return null;
            }

            common.Add(both);
        }

        return common;
    }

    private static void AddDead(TableGrid table, IReadOnlyList<IReadOnlyList<GridClass>> classes, List<GridFinding> findings)
    {
        var free = Free(table);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (IsUndecided(table.Rows[row]))
            {
                continue;
            }

            var own = classes.Select(c => (IReadOnlyList<GridClass>)[.. c.Where(v => new RowSet(v.Rows).Contains(row))]).ToList();
            var lives = own.TrueForAll(c => c.Count > 0) && new Uncovered(own, free, most: 1).Search(RowSet.First(row, table.Rows.Count));
            if (!lives)
            {
                var columns = table.Columns.Where((c, i) => table.Rows[row].Cells[i] is not GridCell.Any).Select(c => c.Name).ToList();
                findings.Add(new GridFinding(GridFindingKind.Dead, [row + 1], columns, null, TableTexts.Of("table.dead", row + 1)) { NeverApplies = own.Exists(c => c.Count == 0) });
            }
        }
    }

    private static List<ulong[]> Free(TableGrid table) =>
    [
        .. Enumerable.Range(0, table.Columns.Count).Select(column =>
        {
            var bits = new ulong[(table.Rows.Count + 63) / 64];
            foreach (var (index, row) in table.Rows.Index())
            {
                if (row.Cells.Skip(column).All(c => c is GridCell.Any))
                {
                    bits[index >> 6] |= 1UL << index;
                }
            }

            return bits;
        }),
    ];
}
