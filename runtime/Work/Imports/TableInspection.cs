using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <summary>What must be known of a whole file before its first row is loaded: how many rows, which classes and departments.</summary>
/// <param name="Classes">Texts of the class column in the order of first mention.</param>
/// <param name="Departments">Name by code: the most frequent one of the name column, else the code.</param>
internal sealed record TableInspection(int Rows, IReadOnlyList<string> Classes, IReadOnlyDictionary<string, string> Departments)
{
    /// <summary>More classes or departments than this and the column is something else.</summary>
    public const int MaxDistinct = 2000;

    /// <summary>Null: it looks like what the mapping takes it for.</summary>
    public RowProblem? Refuse(ImportMapping mapping) => this switch
    {
        { Rows: 0 } => RowProblem.Of(0, null, "file-empty"),
        { Departments.Count: > MaxDistinct } => RowProblem.Of(0, mapping.Department?.CodeColumn, "departments-many", MaxDistinct),
        { Classes.Count: > MaxDistinct } when mapping.Class?.Unknown is not null => RowProblem.Of(0, mapping.Class.Column, "classes-many", MaxDistinct),
        _ => null,
    };

    public static async Task<TableInspection> OfAsync(TableFile file, ImportMapping mapping, IReadOnlyDictionary<string, int> columns, CancellationToken cancellation)
    {
        var rows = 0;
        var classes = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        await foreach (var row in file.ReadAsync(cancellation))
        {
            rows++;
            if (row.Problem is not null)
            {
                continue;
            }

            var cells = new RowCells(columns, row);
            if (mapping.Class is { } c && cells[c.Column] is { Length: > 0 } text && classes.Count <= MaxDistinct && known.Add(text))
            {
                classes.Add(text);
            }

            if (mapping.Department is { } d && cells[d.CodeColumn] is { Length: > 0 } code && names.Count <= MaxDistinct)
            {
                Count(names, code, d.NameColumn is { } column ? cells[column] : "");
            }
        }

        return new TableInspection(rows, classes, names.ToDictionary(n => n.Key, n => MostFrequent(n.Value) is { Length: > 0 } name ? name : n.Key));
    }

    private static void Count(Dictionary<string, Dictionary<string, int>> names, string code, string name)
    {
        if (!names.TryGetValue(code, out var counts))
        {
            names[code] = counts = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        if (counts.Count < MaxDistinct || counts.ContainsKey(name))
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    private static string MostFrequent(Dictionary<string, int> counts) =>
        counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key;
}
