namespace LowCode.Feel.Dmn.Models;

/// <summary>What every element of a model may carry beside its own parts.</summary>
/// <param name="Id">Unique in its model; what references point at.</param>
/// <param name="Label">A second name for people, where the name is technical.</param>
/// <param name="Description">Free text.</param>
/// <param name="Kept">What this product does not know, to be written again as it came.</param>
/// <param name="Line">The line in the document it was read from, from 1; 0 where it was made in memory.</param>
public sealed record ElementNotes(string? Id = null, string? Label = null, string? Description = null, KeptXml? Kept = null, int Line = 0)
{
    /// <summary>No id and nothing kept.</summary>
    public static ElementNotes None { get; } = new();

    /// <summary>An id and nothing else.</summary>
    public static ElementNotes Of(string id) => new(id);
}
