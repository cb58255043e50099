using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
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
}
