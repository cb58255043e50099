using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;

namespace LowCode.Engine.Flowcharts;

/// <summary>What an activity of a flowchart in token mode does where several connections lead into it (<c>customProperties.mergeMode</c>).</summary>
internal enum MergeMode
{
    /// <summary>Waits while an activity right before it is still to complete; paths that are not taken do not hold it up. Elsa's None too.</summary>
    Stream,

    /// <summary>Needs a token on each forward connection into it.</summary>
    Merge,

    /// <summary>Needs a token on each connection into it, backward ones too.</summary>
    Converge,

    /// <summary>Runs with the first token of a round; what arrives after it over the other connections is dropped. Nothing is cancelled.</summary>
    Cascade,

    /// <summary>The first token wins: the other branches are cancelled, what arrives of them later is dropped.</summary>
    Race,

    /// <summary>
    /// A FlowJoin that waits for its active branches: waits while any activity before it, however far, is still to complete. Elsa treats
    /// it as <see cref="Merge"/>, which waits for ever for a branch that was not taken.
    /// </summary>
    Active,
}

/// <summary>Reads <c>customProperties.mergeMode</c>, in any letter case as Elsa does.</summary>
internal static class MergeModes
{
    private const string None = "None";

    private static readonly string[] _names = [None, .. Enum.GetNames<MergeMode>().Where(n => n != nameof(MergeMode.Active))];

    public static MergeMode Of(ActivityDefinition activity, CompilationNotes notes)
    {
        var written = activity.Json.Member("customProperties")?.Text("mergeMode") ?? "";
        if (written.Length == 0)
        {
            return MergeMode.Stream;
        }

        var name = Array.Find(_names, n => n.Equals(written, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            notes.Warning($"{activity.Path}/customProperties/mergeMode", "workflow.mergeMode", activity.Id, string.Join(", ", _names), written);
        }

        return name is null or None ? MergeMode.Stream : Enum.Parse<MergeMode>(name);
    }
}
