namespace LowCode.Rules.Tables;

/// <summary>A decision table as its checks see it: rows of cells over columns, each row with the result it gives.</summary>
/// <param name="IsFirstHit">The first row that applies decides, so rows may overlap; otherwise at most one row is meant to apply.</param>
public sealed record TableGrid(IReadOnlyList<GridColumn> Columns, IReadOnlyList<GridRow> Rows, bool IsFirstHit);

/// <param name="Result">Rows give the same result where these are equal.</param>
public sealed record GridRow(IReadOnlyList<GridCell> Cells, string Result);

/// <summary>What a column's values can be.</summary>
public abstract record GridColumn(string Name)
{
    /// <param name="IsWhole">Values are whole numbers: nothing lies between 5 and 6.</param>
    /// <param name="Lowest">Smallest value that occurs; null: any.</param>
    /// <param name="Highest">Largest value that occurs; null: any.</param>
    public sealed record Number(string Name, bool IsWhole = false, decimal? Lowest = null, decimal? Highest = null) : GridColumn(Name);

    /// <param name="Values">All values that occur; null: any text.</param>
    public sealed record Text(string Name, IReadOnlyList<string>? Values = null) : GridColumn(Name);
}

/// <summary>What one row asks of one column.</summary>
public abstract record GridCell
{
    private GridCell()
    {
    }

    /// <summary>Any value.</summary>
    public sealed record Any : GridCell;

    /// <summary>A number within one of the intervals.</summary>
    public sealed record Intervals(IReadOnlyList<GridInterval> Parts) : GridCell;

    /// <summary>One of the texts; negated: none of them.</summary>
    public sealed record Values(IReadOnlyList<string> Texts, bool IsNegated = false) : GridCell;

    /// <summary>What it accepts cannot be told: nothing is claimed that would depend on it.</summary>
    /// <param name="Text">As it is written.</param>
    public sealed record Undecided(string Text) : GridCell;

    /// <summary>A text that begins with one of the prefixes; negated: with none of them.</summary>
    public sealed record Prefixes(IReadOnlyList<string> Texts, bool IsNegated = false) : GridCell;
}

/// <param name="Low">Null: without end.</param>
/// <param name="High">Null: without end.</param>
public sealed record GridInterval(decimal? Low, bool IncludesLow, decimal? High, bool IncludesHigh)
{
    public bool Contains(decimal number) =>
        (Low is not { } low || number > low || (IncludesLow && number == low)) && (High is not { } high || number < high || (IncludesHigh && number == high));
}
