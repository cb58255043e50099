using LowCode.Definitions.Workflows;

namespace LowCode.Work.Drafts;

/// <summary>A version of a workflow definition as its designer sees it.</summary>
/// <param name="IsLatest">Nothing newer is being worked on.</param>
/// <param name="IsPublished">The current release holds it.</param>
/// <param name="Revision">How often the draft was saved; 0: it is none.</param>
public sealed record DefinitionVersion(WorkflowDefinition Definition, DateTimeOffset CreatedAt, bool IsLatest, bool IsPublished, long Revision = 0)
{
    /// <summary>Changes whenever what a designer sees of it does.</summary>
    public string Tag => Revision > 0 ? $"{Definition.Id}.{Revision}" : IsPublished ? $"{Definition.Id}.published" : Definition.Id;

    /// <summary>Workflows that were published with it because they use it: their definitionIds.</summary>
    public IReadOnlyList<string> UpdatedConsumers { get; init; } = [];

    /// <summary>What lists tell of it.</summary>
    public VersionSummary Summary => VersionSummary.Of(Definition, CreatedAt);
}

/// <summary>What lists tell of a version.</summary>
/// <param name="IsReadOnly">It says of itself that designers must not change it.</param>
public sealed record VersionSummary(
    string VersionId, string DefinitionId, string? Name, string? Description, int Version, string? ToolVersion, DateTimeOffset CreatedAt, bool IsReadOnly)
{
    internal static VersionSummary Of(WorkflowDefinition definition, DateTimeOffset storedAt) => new(
        definition.Id,
        definition.DefinitionId,
        definition.Name,
        definition.Description,
        definition.Version,
        definition.Json.Text("toolVersion"),
        TimeOf(definition, storedAt),
        definition.Json.Flag("isReadonly") ?? false);

    // What a file says of itself counts, if it says something.
    internal static DateTimeOffset TimeOf(WorkflowDefinition definition, DateTimeOffset storedAt) =>
        definition.Json.Member("createdAt") is { ValueKind: System.Text.Json.JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) && at.Year > 1
            ? at.ToUniversalTime()
            : storedAt;
}

/// <inheritdoc cref="DefinitionVersion"/>
public sealed record ListedVersion(VersionSummary Summary, bool IsLatest, bool IsPublished);
