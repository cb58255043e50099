using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that repeat what they hold.</summary>
internal sealed partial class ProcessArtist
{
    private Block BackEdge(Place place)
    {
        _features |= Features.Loop;
        var rounds = place.IsParallel ? 1 : _random.Next(1, 4);
        var counter = Id("C");
        var (body, end) = (Block(place), Leaf(place));
        var step = Set(Id("i"), counter, $"get{counter}() + 1");
        var decision = ProcessJson.Decision(Id("d"), $"get{counter}() < {rounds}");
        var block = Flow(
            [body.Activity, step, decision, end.Activity],
            [Then(body.Activity, step), Then(step, decision), $"{IdOf(decision)}:True -> {IdOf(body.Activity)}", $"{IdOf(decision)}:False -> {IdOf(end.Activity)}"],
            Trace.Repeat(rounds, Trace.Of(body.Trace, IdOf(step), IdOf(decision))), end.Trace);
        block.Activity["variables"] = new JsonArray(Variable(counter, "Int32", "0"));
        return block;
    }

    private Block Loop(Place place, string type)
    {
        _features |= Features.Loop;
        var rounds = _random.Next(0, place.IsParallel ? 2 : 4);
        var body = Block(place);
        Keep(body, rounds > 0);
        return Holding(
            type,
            "o",
            body.Activity,
            Trace.Repeat(rounds, body.Trace),
            type == "Elsa.For"
                ? [("start", Literal("Int32", 1)), ("end", Literal("Int32", rounds))]
                : [("items", Literal("Object", new JsonArray([.. Enumerable.Range(0, rounds).Select(i => JsonValue.Create(i))])))]);
    }

    private Block Parallel(Place place)
    {
        _features |= Features.Loop | Features.Fork;
        var items = _random.Next(0, 4);
        var body = Block(place with { IsParallel = true });
        Keep(body, items > 0);
        return Holding(
            "Elsa.ParallelForEach",
            "p",
            body.Activity,
            new Trace.Par([.. Enumerable.Repeat(body.Trace, items)]),
            ("items", Literal("Object", new JsonArray([.. Enumerable.Range(0, items).Select(i => JsonValue.Create(i))]))));
    }

    private Block While(Place place)
    {
        _features |= Features.Loop;
        var rounds = place.IsParallel ? 1 : _random.Next(1, 4);
        var counter = Id("C");
        var body = Block(place);
        var step = Set(Id("i"), counter, $"get{counter}() + 1");
        var steps = Sequence(Id("s"), body.Activity, step);
        var loop = Activity("Elsa.While", Id("h"), ("condition", Script("Boolean", $"get{counter}() < {rounds}")), ("body", steps));
        loop["variables"] = new JsonArray(Variable(counter, "Int32", "0"));
        return new Block(loop, Trace.Of(IdOf(loop), Trace.Repeat(rounds, Trace.Of(IdOf(steps), body.Trace, IdOf(step)))));
    }

    // The loop ends in its first round, and what follows the Break in the body does not run.
    private Block Broken(Place place)
    {
        _features |= Features.Loop;
        var (body, unreached) = (Block(place), Line(Id("l")));
        var stop = Activity("Elsa.Break", Id("r"));
        var choice = Activity("Elsa.If", Id("q"), ("condition", Script("Boolean", "true")), ("then", stop));
        var steps = Sequence(Id("s"), body.Activity, choice, unreached);
        return Holding(
            "Elsa.ForEach",
            "o",
            steps,
            Trace.Of(IdOf(steps), body.Trace, IdOf(choice), IdOf(stop)),
            ("items", Literal("Object", new JsonArray(1, 2, 3))));
    }
}
