using LowCode.Definitions.Texts;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Activities;

/// <summary>
/// What a type of activity is, for reading, checks, designers, the API and documentation. Declared once, beside its behaviour; its texts
/// stand in <c>Texts.resx</c> of the same folder, see <see cref="ActivityTexts"/>.
/// </summary>
/// <param name="Type">For example <c>Elsa.WriteLine</c>.</param>
/// <param name="Category">The group of the palette.</param>
/// <param name="Icon">Name of a Material icon.</param>
public sealed record ActivityDescriptor(string Type, ActivityCategory Category, string Icon)
{
    public int Version { get; init; } = 1;

    /// <summary>Texts of a type that does not stand in the engine, by the keys of <see cref="ActivityTexts"/>.</summary>
    internal IReadOnlyDictionary<string, LocalizedText>? OwnTexts { get; init; }

    /// <summary>In the order in which they are evaluated and shown.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; init => field = [.. value.Select(i => i with { Activity = Type, OwnTexts = OwnTexts })]; } = [];

    public IReadOnlyList<OutputDescriptor> Outputs { get; init => field = [.. value.Select(o => o with { Activity = Type, OwnTexts = OwnTexts })]; } = [];

    /// <summary>Ports that every activity of the type has; empty: nothing follows it.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Each activity names ports of its own, as a switch does.</summary>
    public bool HasOwnOutcomes { get; init; }

    /// <summary>Members that hold embedded activities.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>It can start a process.</summary>
    public bool CanStart { get; init; }

    /// <summary>It has something done outside of the process and waits for it.</summary>
    public bool RunsOutside { get; init; }

    /// <summary>The palette offers it.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>It marks where a flowchart begins.</summary>
    public bool IsStart { get; init; }

    /// <summary>It ends the container that directly holds it.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>It holds a list of activities, which the designer shows as a canvas of its own.</summary>
    public bool IsContainer => Ports.Contains("activities");

    public ActivityKind Kind => CanStart ? ActivityKind.Trigger : RunsOutside ? ActivityKind.Task : ActivityKind.Action;

    /// <summary>In the language of the current screen or thread.</summary>
    public string DisplayName => ActivityTexts.Get(Type, OwnTexts);

    /// <summary>In the language of the current screen or thread.</summary>
    public string Description => ActivityTexts.Get(Type + ".description", OwnTexts);

    /// <summary>The group of the palette, in the language of the current screen or thread.</summary>
    public string CategoryName => ActivityTexts.Get($"category.{Category}");

    /// <summary>Name of a member that holds embedded activities, in the language of the current screen or thread.</summary>
    public string PortName(string port) => ActivityTexts.Get($"{Type}.{port}");

    /// <summary>Name of an outcome in all languages; outcomes that an activity names itself are what they are.</summary>
    public LocalizedText OutcomeName(string outcome) => ActivityTexts.Find(OutcomeKey(outcome), OwnTexts) ?? LocalizedText.Of(outcome, outcome);

    internal string OutcomeKey(string outcome) =>
        ActivityTexts.Find($"{Type}.outcome.{outcome}", OwnTexts) is not null ? $"{Type}.outcome.{outcome}" : $"outcome.{outcome}";
}

/// <summary>What an activity is to a process. The names are Elsa's.</summary>
public enum ActivityKind
{
    Action,

    /// <summary>It can start a process.</summary>
    Trigger,

    /// <summary>It has something done outside of the process.</summary>
    Task,
}

/// <summary>How the palette groups activities.</summary>
public enum ActivityCategory
{
    Structure,
    Branching,
    Looping,
    Primitives,
    Composition,
    Events,
    Timers,
    Http,
    Scripting,
    People,
    Cases,
    Connectors,
}
