using LowCode.Rules.Tables;

namespace LowCode.Tests.Unit.Rules;

/// <summary>
/// Random tables of 5 columns and 100 rows and more. A clean one divides the space of all values into boxes, a row each; a faulty one has
/// something wrong planted into it.
/// </summary>
internal sealed class GeneratedGrid
{
    private const int Rows = 104;

    private static readonly string[] _modes = ["0110", "0214", "0615", "1210", "9610"];

    private readonly Random _random;
    private readonly decimal[] _weights;
    private readonly decimal[] _days;

    private GeneratedGrid(int seed)
    {
        _random = new Random(seed);
        _weights = Cuts(1000m, 0.25m);
        _days = Cuts(700m, 1m);
        var boxes = new List<bool[][]> { new[] { Full(5), Full(5), Full(5), Full(4), Full(5) } };
        while (boxes.Count < Rows)
        {
            Split(boxes);
        }

        Boxes = boxes;
    }

    private List<bool[][]> Boxes { get; }

    public static TableGrid Clean(int seed)
    {
        var made = new GeneratedGrid(seed);
        return made.Table([.. made.Boxes.Select(b => made.Row(b, $"r{made._random.Next(3)}"))]);
    }

    public static TableGrid Faulty(int seed)
    {
        var made = new GeneratedGrid(seed);
        var random = made._random;
        var rows = made.Boxes.Select(b => made.Row(b, $"r{random.Next(3)}")).ToList();
        var victim = random.Next(rows.Count);
        switch (seed % 6)
        {
            case 0:
                rows.RemoveAt(victim);
                break;
            case 1:
                rows.Insert(random.Next(rows.Count + 1), rows[victim]);
                break;
            case 2:
                rows[victim] = made.Row(made.Changed(made.Boxes[victim], false, true), rows[victim].Result);
                break;
            case 3:
                rows.Add(made.Row(made.Changed(made.Boxes[victim], true, false), "late"));
                break;
            case 4:
                rows[victim] = made.Row(made.Changed(made.Boxes[victim], true, false), rows[victim].Result);
                break;
            default:
                rows[victim] = rows[victim] with { Cells = [new GridCell.Intervals([new GridInterval(made._weights[1], false, made._weights[1], true)]), .. rows[victim].Cells.Skip(1)] };
                break;
        }

        return made.Table(rows) with { IsFirstHit = seed % 7 == 0 };
    }

    private TableGrid Table(IReadOnlyList<GridRow> rows) => new(
        [
            new GridColumn.Number("weight"), new GridColumn.Number("days", IsWhole: true, Lowest: 0), new GridColumn.Text("mode", _modes),
            new GridColumn.Text("country"), new GridColumn.Text("hs"),
        ],
        rows,
        IsFirstHit: false);

    private void Split(List<bool[][]> boxes)
    {
        var index = _random.Next(boxes.Count);
        var column = _random.Next(5);
        var own = Enumerable.Range(0, boxes[index][column].Length).Where(a => boxes[index][column][a]).ToArray();
        if (own.Length < 2)
        {
            return;
        }

        _random.Shuffle(own);
        var taken = own.Take(_random.Next(1, own.Length)).ToHashSet();
        var (left, right) = (boxes[index].Select(c => c.ToArray()).ToArray(), boxes[index].Select(c => c.ToArray()).ToArray());
        foreach (var atom in own)
        {
            left[column][atom] = taken.Contains(atom);
            right[column][atom] = !taken.Contains(atom);
        }

        boxes[index] = left;
        boxes.Add(right);
    }

    // One part of one column turned round, where some part is as asked.
    private bool[][] Changed(bool[][] box, bool from, bool to)
    {
        var changed = box.Select(c => c.ToArray()).ToArray();
        var columns = Enumerable.Range(0, 5).Where(c => changed[c].Contains(from) && (to || changed[c].Count(a => a) > 1)).ToList();
        if (columns.Count > 0)
        {
            var column = columns[_random.Next(columns.Count)];
            changed[column][Array.IndexOf(changed[column], from)] = to;
        }

        return changed;
    }

    private GridRow Row(bool[][] box, string result) => new(
        [
            box[0].All(a => a) ? new GridCell.Any() : Intervals(box[0], _weights, null),
            box[1].All(a => a) ? new GridCell.Any() : Intervals(box[1], _days, null),
            box[2].All(a => a) ? new GridCell.Any() : new GridCell.Values(Chosen(box[2], _modes, false)),
            Open(box[3], ["USA", "JPN", "KOR"], (texts, isNegated) => new GridCell.Values(texts, isNegated)),
            Open(box[4], ["84", "85", "02", "2709"], (texts, isNegated) => new GridCell.Prefixes(texts, isNegated)),
        ],
        result);

    private static GridCell.Intervals Intervals(bool[] atoms, decimal[] cuts, decimal? lowest) => new(
    [
        .. Enumerable.Range(0, atoms.Length).Where(a => atoms[a]).Select(a => new GridInterval(
            a == 0 ? lowest : cuts[a - 1], a != 0, a == atoms.Length - 1 ? null : cuts[a], false)),
    ]);

    // The last part is all that is not named.
    private static GridCell Open(bool[] atoms, string[] named, Func<IReadOnlyList<string>, bool, GridCell> cell) =>
        atoms.All(a => a) ? new GridCell.Any() : atoms[^1] ? cell(Chosen(atoms, named, true), true) : cell(Chosen(atoms, named, false), false);

    private static List<string> Chosen(bool[] atoms, string[] named, bool left) => [.. named.Where((n, i) => atoms[i] != left)];

    private decimal[] Cuts(decimal highest, decimal step) =>
        [.. Enumerable.Range(1, 4).Select(i => decimal.Round(highest * i / 5) + (_random.Next(0, 40) * step))];

    private static bool[] Full(int count) => [.. Enumerable.Repeat(true, count)];
}
