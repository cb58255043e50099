using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that run another process.</summary>
internal sealed partial class ProcessArtist
{
    private Block Executed(Place place)
    {
        var (definition, trace) = Child(place);
        var id = Id("y");
        var execute = Activity(
            "Elsa.ExecuteWorkflow", id, ("workflowDefinitionId", Literal("String", definition)), ("waitForCompletion", Literal("Boolean", true)));
        return new Block(execute, trace.Waits ? Trace.Of(id, trace, id + Labels.Resumed) : Trace.Of(id, trace));
    }

    private Block Dispatched(Place place)
    {
        _features |= Features.Wait;
        var isAwaited = _random.Next(2) == 0;

        // In a loop, those that nobody waits for run beside each other.
        var (definition, trace) = Child(isAwaited ? place : place with { IsParallel = true });
        var id = Id("y");
        var dispatch = Activity(
            "Elsa.DispatchWorkflow", id, ("workflowDefinitionId", Literal("String", definition)), ("waitForCompletion", Literal("Boolean", isAwaited)));
        return new Block(dispatch, isAwaited ? Trace.Of(id, trace, id + Labels.Resumed) : Trace.Of(id, new Trace.Detached(trace)));
    }

    private (string Definition, Trace Trace) Child(Place place)
    {
        var body = Block(place with { IsChild = true });
        var end = Activity(_random.Next(2) == 0 ? "Elsa.Finish" : "Elsa.Complete", Id("z"));
        var root = Sequence(Id("s"), body.Activity, end);
        var definition = Of(root, Variable("Total", "Int32", "0"), Variable("Tries", "Int32", "0"));
        var name = Id("child");
        (definition["id"], definition["definitionId"], definition["name"]) = (name + "-1", name, name);
        _children.Add(definition);
        return (name, Trace.Of(IdOf(root), body.Trace, IdOf(end)));
    }
}
