using LowCode.Engine.Compilation;

namespace LowCode.Engine.Activities;

/// <summary>A type of activity: what it is and how its behaviour is made for an activity of a definition.</summary>
internal sealed record ActivityType(ActivityDescriptor Descriptor, Func<ActivitySource, Activity> Create)
{
    /// <summary>Variables that an execution of the type has besides the declared ones.</summary>
    public IReadOnlyList<string> OwnVariables { get; init; } = [];

    /// <summary>Variables that each execution of its body has.</summary>
    public IReadOnlyList<string> BodyVariables { get; init; } = [];
}
