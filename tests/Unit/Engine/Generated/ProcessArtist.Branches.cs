using System.Text.Json.Nodes;
using LowCode.Engine;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that choose among what they hold, or run it beside each other.</summary>
internal sealed partial class ProcessArtist
{
    // Race waits for nobody: it has pieces of its own.
    private static readonly string[] _mergeModes = ["Cascade", "None", "Stream", "Merge", "Converge", "stream", "MERGE"];

    private Block Decision(Place place)
    {
        var isTrue = _random.Next(2) == 0;
        var decision = ProcessJson.Decision(Id("d"), isTrue ? "true" : "1 > 2");
        var (yes, no, end) = (Block(place), Block(place), Leaf(place));
        return Flow(
            [decision, yes.Activity, no.Activity, end.Activity],
            [$"{IdOf(decision)}:True -> {IdOf(yes.Activity)}", $"{IdOf(decision)}:False -> {IdOf(no.Activity)}", Then(yes.Activity, end.Activity), Then(no.Activity, end.Activity)],
            IdOf(decision), Taken(isTrue, yes, no), end.Trace);
    }

    private Block FlowSwitch(Place place)
    {
        var (takesA, takesB, all) = (_random.Next(2) == 0, _random.Next(2) == 0, _random.Next(2) == 0);
        var choice = Activity(
            "Elsa.FlowSwitch",
            Id("w"),
            ("cases", new JsonArray(Case("A", takesA), Case("B", takesB))),
            ("mode", Literal("Object", all ? "MatchAny" : "MatchFirst")));
        var (a, b, otherwise, end) = (Block(place), Block(place), Block(place), Leaf(place));
        var taken = Matched(takesA, takesB, all, a, b, otherwise);
        return Flow(
            [choice, a.Activity, b.Activity, otherwise.Activity, end.Activity],
            [
                $"{IdOf(choice)}:A -> {IdOf(a.Activity)}", $"{IdOf(choice)}:B -> {IdOf(b.Activity)}", $"{IdOf(choice)}:Default -> {IdOf(otherwise.Activity)}",
                Then(a.Activity, end.Activity), Then(b.Activity, end.Activity), Then(otherwise.Activity, end.Activity),
            ],
            IdOf(choice), taken, end.Trace);
    }

    private Block FlowFork(Place place)
    {
        _features |= Features.Fork;
        var fork = Activity("Elsa.FlowFork", Id("k"), ("branches", Literal("Object", new JsonArray("A", "B"))));
        var (a, b, end) = (Block(place), Block(place), Leaf(place));
        var join = _random.Next(3) switch
        {
            0 => Join(Id("j"), "WaitAll"),
            1 => Join(Id("j"), "WaitAllActive"),
            _ => Line(Id("j")),
        };
        return Flow(
            [fork, a.Activity, b.Activity, join, end.Activity],
            [
                $"{IdOf(fork)}:A -> {IdOf(a.Activity)}", $"{IdOf(fork)}:B -> {IdOf(b.Activity)}",
                Then(a.Activity, join), Then(b.Activity, join), Then(join, end.Activity),
            ],
            IdOf(fork), new Trace.Par(a.Trace, b.Trace), IdOf(join), end.Trace);
    }

    // Branches right before what brings them together, by each merge mode; without token mode it waits for all of them whatever it says.
    private Block Merged(Place place)
    {
        _features |= Features.Fork;

        // Which of several runs was first with which branch, labels cannot tell: there nothing goes on with the first.
        var mode = _mergeModes[_random.Next(place.IsParallel ? 1 : 0, _mergeModes.Length)];
        var start = Line(Id("l"));
        var (a, b, meeting, end) = (Block(place), Block(place), Merging(Line(Id("j")), mode), Leaf(place));
        Trace[] branches = [a.Trace, b.Trace];
        var after = Trace.Of(IdOf(meeting), end.Trace);
        return Flow(
            [start, a.Activity, b.Activity, meeting, end.Activity],
            [Then(start, a.Activity), Then(start, b.Activity), Then(a.Activity, meeting), Then(b.Activity, meeting), Then(meeting, end.Activity)],
            IdOf(start), mode == "Cascade" && _mode == FlowchartMode.Token ? new Trace.First(branches, after) : Trace.Of(new Trace.Par(branches), after));
    }

    // The branch that waits for ever is given up when the other one wins, in token mode by the merge mode alone.
    private Block MergedRace(Place place)
    {
        if (_mode == FlowchartMode.Counter)
        {
            return Race(place);
        }

        _features |= Features.Fork | Features.Wait;
        var (start, slow, meeting) = (Line(Id("l")), Event(Id("n"), Never), Merging(Line(Id("j")), "Race"));
        var (fast, end) = (Block(place), Leaf(place));
        return Flow(
            [start, slow, fast.Activity, meeting, end.Activity],
            [Then(start, slow), Then(start, fast.Activity), Then(slow, meeting), Then(fast.Activity, meeting), Then(meeting, end.Activity)],
            IdOf(start), new Trace.Par(new Trace.Step(IdOf(slow), IsOptional: true), Trace.Of(fast.Trace, IdOf(meeting), end.Trace)));
    }

    // One of two branches comes to nothing: nobody waits for it.
    private Block Died(Place place)
    {
        _features |= Features.Fork;
        var join = _random.Next(2) == 0 ? Line(Id("j")) : Join(Id("j"), "WaitAllActive");
        var (start, decision) = (Line(Id("l")), ProcessJson.Decision(Id("d"), "1 > 2"));
        var (a, b, end) = (Block(place), Leaf(place), Leaf(place));
        return Flow(
            [start, a.Activity, decision, b.Activity, join, end.Activity],
            [
                Then(start, a.Activity), Then(start, decision), Then(a.Activity, join), $"{IdOf(decision)}:True -> {IdOf(join)}",
                $"{IdOf(decision)}:False -> {IdOf(b.Activity)}", Then(join, end.Activity),
            ],
            IdOf(start), new Trace.Par(Trace.Of(a.Trace, IdOf(join), end.Trace), Trace.Of(IdOf(decision), b.Trace)));
    }

    private static JsonObject Merging(JsonObject activity, string mode)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        return activity;
    }

    private Block Race(Place place)
    {
        _features |= Features.Fork | Features.Wait;
        var (start, slow, join) = (Line(Id("l")), Event(Id("n"), Never), Join(Id("j"), "WaitAny"));
        var (fast, end) = (Block(place), Leaf(place));
        return Flow(
            [start, slow, fast.Activity, join, end.Activity],
            [Then(start, slow), Then(start, fast.Activity), Then(slow, join), Then(fast.Activity, join), Then(join, end.Activity)],
            IdOf(start), new Trace.Par(new Trace.Step(IdOf(slow), IsOptional: true), Trace.Of(fast.Trace, IdOf(join), end.Trace)));
    }

    private Block If(Place place)
    {
        var isTrue = _random.Next(2) == 0;
        var (then, otherwise) = (Block(place), Block(place));
        var taken = Taken(isTrue, then, otherwise);
        var choice = Activity(
            "Elsa.If", Id("q"), ("condition", Script("Boolean", isTrue ? "2 > 1" : "false")), ("then", then.Activity), ("else", otherwise.Activity));
        return new Block(choice, Trace.Of(IdOf(choice), taken));
    }

    private Block Switch(Place place)
    {
        var (takesA, takesB, all) = (_random.Next(2) == 0, _random.Next(2) == 0, _random.Next(2) == 0);
        var (a, b, otherwise) = (Block(place), Block(place), Block(place));
        var (caseA, caseB) = (Case("A", takesA), Case("B", takesB));
        (caseA["activity"], caseB["activity"]) = (a.Activity, b.Activity);
        var choice = Activity(
            "Elsa.Switch",
            Id("w"),
            ("cases", new JsonArray(caseA, caseB)),
            ("mode", Literal("Object", all ? "MatchAny" : "MatchFirst")),
            ("default", otherwise.Activity));
        return new Block(choice, Trace.Of(IdOf(choice), Matched(takesA, takesB, all, a, b, otherwise)));
    }

    private Trace Matched(bool takesA, bool takesB, bool all, Block a, Block b, Block otherwise)
    {
        Keep(a, takesA);
        Keep(b, takesB && (all || !takesA));
        Keep(otherwise, !takesA && !takesB);
        return (takesA, takesB, all) switch
        {
            (true, true, true) => new Trace.Par(a.Trace, b.Trace),
            (true, _, _) => a.Trace,
            (_, true, _) => b.Trace,
            _ => otherwise.Trace,
        };
    }

    private Block Together(Place place)
    {
        _features |= Features.Fork;
        Block[] blocks = [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Block(place))];
        var parallel = Activity("Elsa.Parallel", Id("p"), ("activities", new JsonArray([.. blocks.Select(b => b.Activity)])));
        return new Block(parallel, Trace.Of(IdOf(parallel), new Trace.Par([.. blocks.Select(b => b.Trace)])));
    }

    // With WaitAny the other branch waits for ever, and is given up.
    private Block Forked(Place place)
    {
        _features |= Features.Fork;
        var isRace = _random.Next(2) == 0;
        var fast = Block(place);
        var other = isRace ? new Block(Event(Id("n"), Never), new Trace.Step("n" + _lastId, IsOptional: true)) : Block(place);
        if (isRace)
        {
            _features |= Features.Wait;
        }

        Block[] branches = _random.Next(2) == 0 ? [fast, other] : [other, fast];
        var fork = Activity(
            "Elsa.Fork", Id("k"), ("joinMode", isRace ? "WaitAny" : "WaitAll"), ("branches", new JsonArray([.. branches.Select(b => b.Activity)])));
        return new Block(fork, Trace.Of(IdOf(fork), new Trace.Par([.. branches.Select(b => b.Trace)])));
    }

    private static JsonObject Case(string label, bool isTaken) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = isTaken ? "true" : "false" } };
}
