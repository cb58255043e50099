namespace LowCode.Rules.Tables;

/// <summary>
/// Finds values that no row of a set accepts, column by column: of each column only how it divides the rows that are left matters, and a set of
/// rows that was once found to cover everything from a column on is not looked at again.
/// </summary>
/// <param name="classes">By column, in the order in which they are gone through.</param>
/// <param name="free">By column: rows that accept everything from it on.</param>
internal sealed class Uncovered(IReadOnlyList<IReadOnlyList<GridClass>> classes, IReadOnlyList<ulong[]> free, int most)
{
    private readonly HashSet<(int Column, RowSet Rows)> _covered = [];
    private readonly GridClass[] _path = new GridClass[classes.Count];

    /// <summary>What was found: a class for each of the first columns; the values of the others do not matter.</summary>
    public List<IReadOnlyList<GridClass>> Found { get; } = [];

    public bool Search(RowSet rows, int column = 0)
    {
        if (rows.IsEmpty)
        {
            Found.Add([.. _path.Take(column)]);
            return true;
        }

        if (column == classes.Count || rows.Meets(free[column]) || _covered.Contains((column, rows)))
        {
            return false;
        }

        var found = false;
        var seen = new HashSet<RowSet>();
        foreach (var values in classes[column])
        {
            var left = rows.And(values.Rows);
            if (!seen.Add(left))
            {
                continue;
            }

            _path[column] = values;
            found |= Search(left, column + 1);
            if (Found.Count >= most)
            {
                return true;
            }
        }

        if (!found)
        {
            _covered.Add((column, rows));
        }

        return found;
    }
}
