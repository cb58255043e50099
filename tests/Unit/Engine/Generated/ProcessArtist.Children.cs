using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that run another process.</summary>
internal sealed partial class ProcessArtist
{
    private Block Executed(Place place)
    {
        var (definition, trace) = Child(place, _random.Next(5) == 0);
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
        var (definition, trace) = Child(isAwaited ? place : place with { IsParallel = true }, _random.Next(5) == 0);
        var id = Id("y");
        var dispatch = Activity(
            "Elsa.DispatchWorkflow", id, ("workflowDefinitionId", Literal("String", definition)), ("waitForCompletion", Literal("Boolean", isAwaited)));
        return new Block(dispatch, isAwaited ? Trace.Of(id, trace, id + Labels.Resumed) : Trace.Of(id, new Trace.Detached(trace)));
    }

    private Block DispatchedInBulk(Place place)
    {
        _features |= Features.Fork;
        var (items, isAwaited, faults) = (_random.Next(0, 4), _random.Next(3) > 0, _random.Next(3) == 0);
        var (definition, child) = Child(place with { IsParallel = true }, faults);
        var id = Id("y");
        var dispatch = Activity(
            "Elsa.BulkDispatchWorkflows",
            id,
            ("workflowDefinitionId", Literal("String", definition)),
            ("items", Literal("Object", new JsonArray([.. Enumerable.Range(0, items).Select(i => JsonValue.Create(i))]))),
            ("correlationIdFunction", Script("String", "'no. ' + getItem()")),
            ("waitForCompletion", Literal("Boolean", isAwaited)));
        if (!isAwaited)
        {
            return new Block(dispatch, Trace.Of(id, new Trace.Par([.. Enumerable.Repeat(new Trace.Detached(child), items)])));
        }

        var (completed, faulted) = (Port(dispatch, "childCompleted", place), Port(dispatch, "childFaulted", place));
        Keep(completed, items > 0 && !faults);
        Keep(faulted, items > 0 && faults);
        if (items > 0)
        {
            _features |= Features.Wait;
        }

        var after = (faults ? faulted : completed)?.Trace ?? Trace.Nothing;
        return new Block(dispatch, Trace.Of(id, new Trace.Par([.. Enumerable.Repeat(Trace.Of(child, id + Labels.Resumed, after), items)])));
    }

    private Block? Port(JsonObject dispatch, string port, Place place)
    {
        if (_random.Next(2) == 0)
        {
            return null;
        }

        var block = Leaf(place with { IsParallel = true });
        dispatch[port] = block.Activity;
        return block;
    }

    /// <param name="faults">It ends by an incident.</param>
    private (string Definition, Trace Trace) Child(Place place, bool faults)
    {
        var body = Block(place with { IsChild = true });
        var end = faults ? Fault(Id("x"), "for good") : Activity(Choose((2, "Elsa.Finish"), (2, "Elsa.Complete"), (1, "Elsa.SetName")), Id("z"));
        if (faults)
        {
            _features |= Features.Fault;
        }

        var root = Sequence(Id("s"), body.Activity, end);
        var definition = Of(root, Variable("Total", "Int32", "0"), Variable("Tries", "Int32", "0"));
        var name = Id("child");
        (definition["id"], definition["definitionId"], definition["name"]) = (name + "-1", name, name);
        _children.Add(definition);
        return (name, Trace.Of(IdOf(root), body.Trace, IdOf(end)));
    }
}
