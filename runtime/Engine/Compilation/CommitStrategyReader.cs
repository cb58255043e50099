using LowCode.Definitions.Workflows;
using LowCode.Engine.Commits;

namespace LowCode.Engine.Compilation;

/// <summary>Reads <c>options.commitStrategyName</c> and <c>customProperties.commitStrategyName</c>. An unknown name is kept and reported.</summary>
internal static class CommitStrategyReader
{
    private static readonly string[] _suffixes = ["WorkflowStrategy", "ActivityStrategy", "Strategy"];

    /// <summary>Null: the definition names none.</summary>
    public static CommitStrategy? OfWorkflow(WorkflowDefinition definition, CompilationNotes notes)
    {
        if ((definition.Json.Member("options") ?? default).Text("commitStrategyName") is not { Length: > 0 } name)
        {
            return null;
        }

        if (Enum.TryParse<CommitStrategy>(Simple(name), ignoreCase: true, out var strategy) && Enum.IsDefined(strategy))
        {
            return strategy;
        }

        notes.Warning("/options/commitStrategyName", "workflow.commitStrategy", name);
        return null;
    }

    /// <summary>Null: the activity goes with its process.</summary>
    public static CommitPoint? OfActivity(ActivityDefinition activity, CompilationNotes notes)
    {
        if ((activity.Json.Member("customProperties") ?? default).Text("commitStrategyName") is not { Length: > 0 } name)
        {
            return null;
        }

        switch (Simple(name).ToUpperInvariant())
        {
            case "COMMITALWAYS":
                return CommitPoint.Before | CommitPoint.After;
            case "COMMITNEVER":
                return CommitPoint.None;
            case "EXECUTING":
                return CommitPoint.Before;
            case "EXECUTED":
                return CommitPoint.After;
            case "DEFAULT":
                return null;
            default:
                notes.Warning($"{activity.Path}/customProperties/commitStrategyName", "workflow.commitStrategy", name);
                return null;
        }
    }

    // A strategy is named with or without what kind of type it is.
    private static string Simple(string name) =>
        Array.Find(_suffixes, s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase)) is { } suffix ? name[..^suffix.Length] : name;
}
