using LowCode.Definitions.Workflows;

namespace LowCode.Work.Drafts;

/// <summary>A version of a workflow definition as its designer sees it.</summary>
/// <param name="IsLatest">Nothing newer is being worked on.</param>
/// <param name="IsPublished">The current release holds it.</param>
public sealed record DefinitionVersion(WorkflowDefinition Definition, bool IsLatest, bool IsPublished);

/// <summary>Which version of a definition is meant. The names are Elsa's.</summary>
public enum VersionChoice
{
    /// <summary>The draft where there is one, else what is published.</summary>
    Latest,

    Published,

    /// <summary>What is published where something is, else the draft.</summary>
    LatestOrPublished,

    /// <summary>What is published and has no draft.</summary>
    LatestAndPublished,

    Draft,

    /// <summary>Both.</summary>
    AllVersions,
}
