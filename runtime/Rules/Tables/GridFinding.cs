namespace LowCode.Rules.Tables;

public enum GridFindingKind
{
    /// <summary>Values for which no row applies.</summary>
    Gap,

    /// <summary>Two rows apply to the same values and give the same result.</summary>
    Overlap,

    /// <summary>Two rows apply to the same values and give different results.</summary>
    Contradiction,

    /// <summary>Two rows apply to exactly the same values.</summary>
    Duplicate,

    /// <summary>The row never decides: no value fits it, or earlier rows apply wherever it does.</summary>
    Dead,
}

/// <param name="Rows">Numbers from 1, the later one last.</param>
/// <param name="Columns">Names of the columns that matter: those a gap is limited by, those in which two rows differ, those of a dead row that say something.</param>
/// <param name="Example">One value per column to which it applies, as text; null for dead rows.</param>
/// <param name="Message">For people, in the language of the current UI culture.</param>
public sealed record GridFinding(GridFindingKind Kind, IReadOnlyList<int> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string>? Example, string Message)
{
    /// <summary>Of a dead row: no value fits it at all, whatever rows stand before it.</summary>
    public bool NeverApplies { get; init; }
}
