using System.Text.Json;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// A process as data: Elsa 3 workflow JSON. Read by <see cref="WorkflowReader"/>; immutable. What the reader does not know stays in
/// <see cref="Json"/>, so exporting loses nothing.
/// </summary>
/// <param name="Id">Identifies this version.</param>
/// <param name="DefinitionId">Identifies the definition over all its versions.</param>
/// <param name="Json">The document as it was read, wrappers removed.</param>
/// <param name="Warnings">What was mended while reading: dropped connections, types that are not known.</param>
public sealed record WorkflowDefinition(
    string Id,
    string DefinitionId,
    string? Name,
    string? Description,
    int Version,
    IReadOnlyList<VariableDefinition> Variables,
    IReadOnlyList<ArgumentDefinition> Inputs,
    IReadOnlyList<ArgumentDefinition> Outputs,
    IReadOnlyList<string> Outcomes,
    WorkflowOptions Options,
    ActivityDefinition Root,
    JsonElement Json,
    IReadOnlyList<Problem> Warnings)
{
    /// <summary>This version says of itself that it is the published one.</summary>
    public bool IsPublished => Json.Flag("isPublished") ?? false;

    /// <summary>The root and everything inside it, parents before children, in document order.</summary>
    public IEnumerable<ActivityDefinition> Activities => Root.WithDescendants();
}

/// <param name="Default">Its value when an instance starts, converted to the type; null: none.</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsList, object? Default)
{
    /// <summary>Elsa's memory driver: when the instance waits, the value is the default again.</summary>
    public bool IsLostAtSuspend { get; init; }
}

/// <summary>A workflow input or output.</summary>
/// <param name="TypeName">A type alias such as String or Int32.</param>
public sealed record ArgumentDefinition(string Name, string TypeName, bool IsList, string? DisplayName);

/// <param name="IncidentStrategy">Type name as written; null: the engine's default.</param>
/// <param name="ActivationStrategy">Type name as written; null: always.</param>
/// <param name="AutoUpdatesConsumers">Publishing it makes new versions of the workflows that use it as an activity.</param>
public sealed record WorkflowOptions(
    string? IncidentStrategy, string? ActivationStrategy, bool UsableAsActivity, string? ActivityCategory, bool AutoUpdatesConsumers);
