using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What a session knows of one field, or of a column in one row.</summary>
internal struct Cell
{
    /// <summary>As it was entered; of a table nothing, its rows hold it.</summary>
    public JsonNode? Raw;

    /// <summary>What was entered, as expressions would see it; null for a wrong value.</summary>
    public FeelValue Read;

    /// <summary>What is wrong with what was entered.</summary>
    public IReadOnlyList<Problem>? Wrong;

    /// <summary>Constraints that do not hold, a bit each; the last one stands for all beyond.</summary>
    public uint Violated;

    public bool IsRelevant;
    public bool IsRequired;
    public bool IsReadOnly;
    public bool IsFilteredOut;

    /// <summary>Its default is still to be computed.</summary>
    public bool AwaitsDefault;

    /// <summary>What stands there is not the value: whoever fills the form may not see it. Nobody knows what is wrong with it.</summary>
    public bool IsMasked;

    /// <summary>What it is computed of is masked: it stays as the record holds it.</summary>
    public bool IsKept;

    /// <summary>Whether it is asked follows from what is masked: it can be filled, and only the server knows whether it must be.</summary>
    public bool IsDoubtful;

    /// <summary>It came with what is checked now.</summary>
    public bool IsEntered;
}

/// <summary>A row of a table.</summary>
internal sealed class RowState(int columns)
{
    public Cell[] Cells { get; } = new Cell[columns];

    /// <summary>What expressions see of its cells.</summary>
    public FeelValue[] Values { get; } = new FeelValue[columns];
}

/// <summary>The rows of a table.</summary>
internal sealed class TableState(int variables)
{
    public List<RowState> Rows { get; } = [];

    /// <summary>Inputs of the expressions in a row, filled anew for each.</summary>
    public FeelValue[] Inputs { get; } = new FeelValue[variables];

    /// <summary>The list that others see is older than the rows.</summary>
    public bool IsStale { get; set; } = true;
}
