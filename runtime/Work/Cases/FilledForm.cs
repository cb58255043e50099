using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Work.People;

namespace LowCode.Work.Cases;

/// <summary>What somebody filled into a form.</summary>
/// <param name="Step">Whose rights hold.</param>
/// <param name="At">When it was submitted, for the form's expressions.</param>
internal sealed record FilledForm(Actor Actor, FormDefinition Form, string Step, JsonObject Data, bool SkipsRequired, DateTimeOffset At)
{
    /// <summary>Null: a new case.</summary>
    public string? CaseId { get; init; }

    /// <summary>What the case holds already; null: a new case.</summary>
    public JsonObject? Current { get; init; }

    /// <summary>Whether something is known to be wrong with the value at a path, with a part of it, or with what it is a part of.</summary>
    public static bool IsWrong(string path, IReadOnlyList<Problem> problems) => problems.Any(p => IsWithin(p.Path, path) || IsWithin(path, p.Path));

    private static bool IsWithin(string path, string whole) => path == whole || path.StartsWith(whole + "/", StringComparison.Ordinal);
}
