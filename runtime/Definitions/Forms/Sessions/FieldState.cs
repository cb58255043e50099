using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>A field, or a cell of a table.</summary>
/// <param name="Row">From 0.</param>
public readonly record struct FieldPlace(string Key, int Row = -1, string? Column = null)
{
    /// <summary>As a JSON pointer into the data, as problems say it.</summary>
    public override string ToString() => Column is null ? $"/{Key}" : $"/{Key}/{Row}/{Column}";
}

/// <summary>What a screen shows of a field or cell.</summary>
/// <param name="Value">As entered or computed, also where it is wrong; null where the field is not relevant and its value does not stay visible.</param>
/// <param name="Problems">What is wrong with it now. A required field that is empty is among them: a screen tells it when it is time.</param>
/// <param name="Origin">Where the value came from, if nobody typed it.</param>
public sealed record FieldState(JsonNode? Value, bool IsRelevant, bool IsRequired, bool IsReadOnly, IReadOnlyList<Problem> Problems, string? Origin)
{
    /// <summary>What is shown stands for a value that whoever fills the form may not see.</summary>
    public bool IsMasked { get; init; }
}
