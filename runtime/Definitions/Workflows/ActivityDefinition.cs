using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Workflows;

/// <summary>One activity of a process, of whatever type: what the type means is the engine's knowledge.</summary>
/// <param name="Type">For example <c>Elsa.WriteLine</c>.</param>
/// <param name="Name">What scripts call it by; null: it has none.</param>
/// <param name="DisplayText">What diagrams show, by language; empty: nothing was given.</param>
/// <param name="CanStartWorkflow">It is a trigger of the process.</param>
/// <param name="Embedded">Activities inside this one, in document order.</param>
/// <param name="Connections">Of a flowchart; both ends exist.</param>
/// <param name="Path">JSON pointer into the document, for problems.</param>
/// <param name="Json">The whole object; members that only the type knows are read from it.</param>
public sealed record ActivityDefinition(
    string Id,
    string Type,
    int? Version,
    string? Name,
    LocalizedText DisplayText,
    bool CanStartWorkflow,
    bool RunAsynchronously,
    DesignerBox? Designer,
    IReadOnlyList<VariableDefinition> Variables,
    IReadOnlyList<EmbeddedActivity> Embedded,
    IReadOnlyList<ConnectionDefinition> Connections,
    string Path,
    JsonElement Json)
{
    /// <summary>Connections whose end is missing: never followed, kept as written.</summary>
    public IReadOnlyList<JsonElement> Parked { get; init; } = [];

    /// <summary>What people call it: display text by language, else name, else id.</summary>
    public LocalizedText Caption => DisplayText.IsEmpty ? new(new Dictionary<string, string> { [LocalizedText.DefaultLanguage] = Name ?? Id }) : DisplayText;

    public IEnumerable<ActivityDefinition> WithDescendants() => Embedded.SelectMany(e => e.Activity.WithDescendants()).Prepend(this);

    /// <summary>The activities under a member: one for a port (<c>body</c>), all for a list (<c>activities</c>).</summary>
    public IEnumerable<ActivityDefinition> Under(string member) =>
        Embedded.Where(e => string.Equals(e.Member, member, StringComparison.OrdinalIgnoreCase)).Select(e => e.Activity);
}

/// <param name="Member">Name of the member of the parent that holds it: <c>then</c>, <c>body</c>, <c>activities</c>, <c>cases</c>.</param>
/// <param name="Index">Position in the member's list; null where the member is the activity itself.</param>
public sealed record EmbeddedActivity(string Member, int? Index, ActivityDefinition Activity);

/// <summary>Where the designer drew an activity, in its own units; y grows downwards.</summary>
public sealed record DesignerBox(double X, double Y, double? Width, double? Height);

/// <param name="Position">Index in the document's list; parked ones count, so it names the connection in stored states.</param>
/// <param name="Port">The outcome of the source that is followed; null means Done.</param>
/// <param name="Json">As written.</param>
public sealed record ConnectionDefinition(int Position, string Source, string? Port, string Target, string? TargetPort, JsonElement Json);
