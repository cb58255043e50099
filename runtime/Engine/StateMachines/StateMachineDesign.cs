using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.StateMachines;

/// <summary>The states and transitions of a state machine, in document order.</summary>
internal sealed class StateMachineDesign
{
    public StateMachineDesign(ActivitySource source)
    {
        States = [.. source.Definition.Json.Items("states").Select(s => new MachineState(s.Text("name") ?? "", source.Named(s.Member("entry")), source.Named(s.Member("exit"))))];
        Transitions =
        [
            .. source.Definition.Json.Items("transitions").Select((t, i) => new MachineTransition(
                IndexOf(t.Text("from")), IndexOf(t.Text("to")), source.Named(t.Member("trigger")), Condition(source, t, i), source.Named(t.Member("action")))),
        ];
        Start = IndexOf(source.Member("currentState")?.ToString() is { Length: > 0 } current ? current : source.Member("initialState")?.ToString());
        new StateMachineChecks(source, this).Check();
    }

    public MachineState[] States { get; }

    public MachineTransition[] Transitions { get; }

    /// <summary>-1: none.</summary>
    public int Start { get; }

    /// <summary>Transitions out of a state that lead somewhere.</summary>
    public IEnumerable<(MachineTransition Transition, int Index)> From(int state) =>
        Transitions.Select((t, i) => (Transition: t, Index: i)).Where(t => t.Transition.From == state && t.Transition.To >= 0);

    /// <summary>The activity belongs to where a machine stands; what was left behind does not, even where it still runs.</summary>
    public bool Has(MachineProgress progress, ActivityNode activity) => progress.Phase switch
    {
        MachinePhase.Entering => States[progress.State].Entry == activity,
        MachinePhase.Waiting => From(progress.State).Any(t => t.Transition.Trigger == activity),
        MachinePhase.Acting => Transitions[progress.Transition].Action == activity,
        MachinePhase.Exiting => States[progress.State].Exit == activity,
        _ => false,
    };

    /// <summary>Where a machine stands while one of its activities runs.</summary>
    /// <param name="before">Where it stood: it tells by which transition a state is left, if that is not known otherwise.</param>
    public MachineProgress PlaceOf(ActivityNode activity, MachineProgress before)
    {
        if (Array.FindIndex(States, s => s.Entry == activity) is >= 0 and var entered)
        {
            return new MachineProgress(entered, MachinePhase.Entering, 0);
        }

        if (Array.FindIndex(States, s => s.Exit == activity) is >= 0 and var left)
        {
            var way = before.State == left && before.Phase != MachinePhase.Waiting ? before.Transition : From(left).Select(t => t.Index).FirstOrDefault();
            return new MachineProgress(left, MachinePhase.Exiting, way);
        }

        var index = Array.FindIndex(Transitions, t => (t.Trigger == activity || t.Action == activity) && t.From >= 0);
        return index < 0
            ? before
            : new MachineProgress(Transitions[index].From, Transitions[index].Trigger == activity ? MachinePhase.Waiting : MachinePhase.Acting, index);
    }

    /// <summary>States and transitions are the same in order, so that a place in the one is the same place in the other.</summary>
    public static bool IsSameShape(ActivityDefinition one, ActivityDefinition other) => Shape(one).SequenceEqual(Shape(other));

    private static IEnumerable<string?> Shape(ActivityDefinition machine) =>
        machine.Json.Items("states").Select(s => s.Text("name"))
            .Append(null)
            .Concat(machine.Json.Items("transitions").SelectMany(t => new[] { t.Text("from"), t.Text("to") }));

    private int IndexOf(string? name) => string.IsNullOrWhiteSpace(name) ? -1 : Array.FindIndex(States, s => s.Name == name);

    // As an input, as a bare expression, or as a bare value.
    private static Input? Condition(ActivitySource source, JsonElement transition, int index)
    {
        var path = $"transitions/{index}/condition";
        return transition.Member("condition") switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } input when input.Member("expression") is { ValueKind: JsonValueKind.Object } expression =>
                source.Expression(expression, "Boolean", path + "/expression"),
            { ValueKind: JsonValueKind.Object } bare when bare.Text("type") is not null => source.Expression(bare, "Boolean", path),
            { ValueKind: JsonValueKind.True or JsonValueKind.False } value => source.Value(value, "Boolean", path),
            _ => null,
        };
    }
}

internal sealed record MachineState(string Name, ActivityNode? Entry, ActivityNode? Exit);

/// <param name="From">Index of a state; -1: there is no such state.</param>
/// <param name="To">Index of a state; -1: there is no such state.</param>
/// <param name="Trigger">Null: it is never taken.</param>
/// <param name="Condition">Null: always.</param>
internal sealed record MachineTransition(int From, int To, ActivityNode? Trigger, Input? Condition, ActivityNode? Action);
