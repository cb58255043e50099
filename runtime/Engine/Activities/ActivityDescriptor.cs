namespace LowCode.Engine.Activities;

/// <summary>What a type of activity is, for designers, checks and documentation. Declared once, beside its behaviour.</summary>
/// <param name="Type">For example <c>Elsa.WriteLine</c>.</param>
/// <param name="Icon">Name of a Material icon.</param>
public sealed record ActivityDescriptor(string Type, ActivityCategory Category, string Icon)
{
    public int Version { get; init; } = 1;

    /// <summary>In the order in which they are evaluated and shown.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>Ports that every activity of the type has.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Each activity names ports of its own, as a switch does.</summary>
    public bool HasOwnOutcomes { get; init; }

    /// <summary>Members that hold embedded activities.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>It can start a process.</summary>
    public bool CanStart { get; init; }

    /// <summary>In the language of the current screen or thread.</summary>
    public string DisplayName => ActivityTexts.Get(Type);

    /// <summary>In the language of the current screen or thread.</summary>
    public string Description => ActivityTexts.Get(Type + ".description");
}

/// <param name="Name">As in JSON, camelCase.</param>
/// <param name="TypeName">A type alias, see <see cref="Definitions.Workflows.DataTypes"/>.</param>
/// <param name="IsPlain">Written without the expression wrapper.</param>
public sealed record InputDescriptor(string Name, string TypeName, object? Default = null, bool IsPlain = false)
{
    /// <summary>In the language of the current screen or thread.</summary>
    public string DisplayName => ActivityTexts.Get("input." + Name);
}

public sealed record OutputDescriptor(string Name, string TypeName);

/// <summary>How the palette groups activities.</summary>
public enum ActivityCategory
{
    Structure,
    Branching,
    Looping,
    Primitives,
    Events,
    Timers,
    Scripting,
    People,
    Cases,
}
