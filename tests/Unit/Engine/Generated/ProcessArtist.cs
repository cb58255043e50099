using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Flowcharts;
using LowCode.Engine.State;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>
/// Draws a process and, with each piece of it, what that piece must do. The same seed and size give the same process; a smaller size gives a
/// smaller one.
/// </summary>
internal sealed class ProcessArtist
{
    public const int UsualSize = 26;
    public const int Deepest = 6;

    /// <summary>Nobody ever sends these events.</summary>
    public const string Never = "never";

    private readonly Random _random;
    private readonly List<JsonObject> _children = [];
    private readonly Dictionary<string, int> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _counting = new(StringComparer.Ordinal);
    private int _left;
    private int _lastId;
    private Features _features;

    private ProcessArtist(int seed, int size)
    {
        _random = new Random(seed);
        _left = size;
    }

    public static DrawnProcess Draw(int seed, int size = UsualSize) => new ProcessArtist(seed, size).Draw();

    private DrawnProcess Draw()
    {
        var mode = _random.Next(2) == 0 ? FlowchartMode.Counter : FlowchartMode.Token;
        var strategy = _random.Next(2) == 0 ? "FaultStrategy" : "ContinueWithIncidentsStrategy";
        var (root, trace, end) = Root(strategy);
        var process = Of(root, Variable("Total", "Int32", "0"), Variable("Tries", "Int32", "0")).WithStrategy(strategy);
        return new DrawnProcess(
            [process, .. _children], mode, trace, end, end == InstanceSubStatus.Finished ? 0 : 1, _outputs, _counting, _features);
    }

    private (JsonObject Root, Trace Trace, InstanceSubStatus End) Root(string strategy)
    {
        var body = Block(new Place(1, IsParallel: false, IsChild: false));
        switch (_random.Next(8))
        {
            case 0:
                _features |= Features.Fault;
                var fault = Fault(Id("x"), "for good");
                var stopped = Sequence(Id("s"), body.Activity, fault, Line(Id("l")));
                return (stopped, Trace.Of(IdOf(stopped), body.Trace, IdOf(fault)), strategy == "FaultStrategy" ? InstanceSubStatus.Faulted : InstanceSubStatus.Suspended);
            case 1 or 2 or 3:
                return Ended(body, "Elsa.Finish");
            case 4 or 5 or 6:
                return Ended(body, "Elsa.Complete");
            default:
                var plain = Sequence(Id("s"), body.Activity, Line(Id("l")));
                return (plain, Trace.Of(IdOf(plain), body.Trace, "l" + _lastId), InstanceSubStatus.Finished);
        }
    }

    // A branch that waits for ever is given up when the other one ends the whole.
    private (JsonObject Root, Trace Trace, InstanceSubStatus End) Ended(Block body, string type)
    {
        var start = Activity("Elsa.Start", Id("a"));
        var waiting = Event(Id("n"), Never);
        var end = Activity(type, Id("z"));
        var flow = FlowchartAs(
            Id("f"),
            [start, waiting, body.Activity, end],
            $"{IdOf(start)} -> {IdOf(waiting)}",
            $"{IdOf(start)} -> {IdOf(body.Activity)}",
            $"{IdOf(body.Activity)} -> {IdOf(end)}");
        _features |= Features.Wait | Features.Fork;
        var branches = new Trace.Par(new Trace.Step(IdOf(waiting), IsOptional: true), Trace.Of(body.Trace, IdOf(end)));
        return (flow, Trace.Of(IdOf(flow), IdOf(start), branches), InstanceSubStatus.Finished);
    }

    private Block Block(Place place)
    {
        _left--;
        return _left <= 0 || place.Depth >= Deepest || _random.Next(100) < 20 * (place.Depth - 1) ? Leaf(place) : Container(place);
    }

    private Block Container(Place place)
    {
        var inner = place.Deeper();
        return _random.Next(21) switch
        {
            0 or 1 => Chain(inner),
            2 => Decision(inner),
            3 => Switch(inner),
            4 or 5 => Fork(inner),
            6 => Race(inner),
            7 => BackEdge(inner),
            8 => Steps(inner),
            9 => Wrapped(inner),
            10 => If(inner),
            11 => Loop(inner, "Elsa.For"),
            12 => Loop(inner, "Elsa.ForEach"),
            13 => Parallel(inner),
            14 or 15 => While(inner),
            16 or 17 => Broken(inner),
            _ => _random.Next(2) == 0 ? Executed(inner) : Dispatched(inner),
        };
    }

    private Block Chain(Place place)
    {
        var start = Activity("Elsa.Start", Id("a"));
        var end = Activity("Elsa.End", Id("z"));
        var (first, second) = (Block(place), Block(place));
        return Flow(
            [start, first.Activity, second.Activity, end],
            [Then(start, first.Activity), Then(first.Activity, second.Activity), Then(second.Activity, end)],
            IdOf(start), first.Trace, second.Trace, IdOf(end));
    }

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

    private Block Switch(Place place)
    {
        var (takesA, takesB, all) = (_random.Next(2) == 0, _random.Next(2) == 0, _random.Next(2) == 0);
        var choice = Activity(
            "Elsa.FlowSwitch",
            Id("w"),
            ("cases", new JsonArray(Case("A", takesA), Case("B", takesB))),
            ("mode", Literal("Object", all ? "MatchAny" : "MatchFirst")));
        var (a, b, otherwise, end) = (Block(place), Block(place), Block(place), Leaf(place));
        var taken = (takesA, takesB, all) switch
        {
            (true, true, true) => new Trace.Par(a.Trace, b.Trace),
            (true, _, _) => a.Trace,
            (_, true, _) => b.Trace,
            _ => otherwise.Trace,
        };
        Keep(a, takesA);
        Keep(b, takesB && (all || !takesA));
        Keep(otherwise, !takesA && !takesB);
        return Flow(
            [choice, a.Activity, b.Activity, otherwise.Activity, end.Activity],
            [
                $"{IdOf(choice)}:A -> {IdOf(a.Activity)}", $"{IdOf(choice)}:B -> {IdOf(b.Activity)}", $"{IdOf(choice)}:Default -> {IdOf(otherwise.Activity)}",
                Then(a.Activity, end.Activity), Then(b.Activity, end.Activity), Then(otherwise.Activity, end.Activity),
            ],
            IdOf(choice), taken, end.Trace);
    }

    private Block Fork(Place place)
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

    private Block Steps(Place place)
    {
        Block[] blocks = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Block(place))];
        var steps = Sequence(Id("s"), [.. blocks.Select(b => b.Activity)]);
        return new Block(steps, Trace.Of([IdOf(steps), .. blocks.Select(b => b.Trace)]));
    }

    private Block Wrapped(Place place)
    {
        var body = Block(place);
        return Holding("Elsa.FlowNode", "b", body.Activity, body.Trace);
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
        var scope = Sequence(Id("s"), loop);
        scope["variables"] = new JsonArray(Variable(counter, "Int32", "0"));
        return new Block(scope, Trace.Of(IdOf(scope), IdOf(loop), Trace.Repeat(rounds, Trace.Of(IdOf(steps), body.Trace, IdOf(step)))));
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

    private Block Leaf(Place place)
    {
        switch (_random.Next(14))
        {
            case 0:
                return Step(LineOf(Id("l"), "'line'"));
            case 1:
                var count = Set(Id("t"), "Total", "getTotal() + 1");
                if (!place.IsChild)
                {
                    _counting.Add(IdOf(count));
                }

                return Step(count);
            case 2 or 3:
                return Output(place);
            case 4:
                return Step(Activity("Elsa.SetName", Id("m"), ("value", Literal("String", "name"))));
            case 5:
                return Step(Activity("Elsa.Correlate", Id("c"), ("correlationId", Literal("String", "family"))));
            case 6:
                return Step(Activity("Elsa.RunJavaScript", Id("g"), ("script", Literal("String", "1 + 1"))));
            case 7:
                return Waiting(Delay(Id("u"), $"00:{_random.Next(60):00}:00"));
            case 8:
                return Waiting(Event(Id("e"), "Go"));
            case 9:
                return Step(Activity("Elsa.PublishEvent", Id("v"), ("eventName", Literal("String", "nobody")), ("isLocalEvent", Literal("Boolean", true))));
            case 10 or 11:
                return Waiting(Ask(Id("a"), ["Done"]));
            case 12 when !place.IsParallel:
                return Retried(place);
            default:
                return place.IsChild ? Step(Line(Id("l"))) : Mended();
        }
    }

    private Block Output(Place place)
    {
        var id = Id("o");
        if (!place.IsChild)
        {
            _outputs[id] = _lastId;
        }

        return Step(Activity("Elsa.SetOutput", id, ("outputName", Literal("String", id)), ("outputValue", Literal("Object", _lastId))));
    }

    // Every first try fails: the number of tries is odd.
    private Block Retried(Place place)
    {
        _features |= Features.Fault;
        var id = Id("g");
        var script = Activity(
            "Elsa.RunJavaScript", id, ("script", Literal("String", $"setVariable('T{id}', getVariable('T{id}') + 1); if (getVariable('T{id}') % 2 == 1) throw new Error('odd'); 'even'")));
        if (place.IsChild || _random.Next(2) == 0)
        {
            _features |= Features.Wait;
            script["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["delay"] = "00:00:30", ["jitter"] = 0.5 } };
            return Counted(script, id, Trace.Of(id, id + Labels.RetryScheduled, id + Labels.Resumed, id + Labels.Retried));
        }

        return Counted(script, id, Trace.Of(id, id + Labels.Mended, id + Labels.Retried));
    }

    private Block Counted(JsonObject script, string id, Trace trace)
    {
        var scope = Sequence(Id("s"), script);
        scope["variables"] = new JsonArray(Variable("T" + id, "Int32", "0"));
        return new Block(scope, Trace.Of(IdOf(scope), trace));
    }

    private Block Mended()
    {
        _features |= Features.Fault;
        var fault = Fault(Id("x"), "passed by");
        fault["customProperties"] = new JsonObject { ["mend"] = "skip" };
        return new Block(fault, Trace.Of(IdOf(fault), IdOf(fault) + Labels.Mended));
    }

    private Block Waiting(JsonObject activity)
    {
        _features |= Features.Wait;
        return new Block(activity, Trace.Of(IdOf(activity), IdOf(activity) + Labels.Resumed));
    }

    private static Block Step(JsonObject activity) => new(activity, IdOf(activity));

    private Block Holding(string type, string letter, JsonObject body, Trace inner, params (string Member, JsonNode? Value)[] members)
    {
        var holder = Activity(type, Id(letter), [.. members, ("body", body)]);
        return new Block(holder, Trace.Of(IdOf(holder), inner));
    }

    private Block Flow(JsonObject[] activities, string[] connections, params Trace[] trace)
    {
        var flow = FlowchartAs(Id("f"), activities, connections);
        return new Block(flow, Trace.Of([IdOf(flow), .. trace]));
    }

    private Trace Taken(bool isFirst, Block first, Block second)
    {
        Keep(first, isFirst);
        Keep(second, !isFirst);
        return (isFirst ? first : second).Trace;
    }

    // Outputs of what never runs are never set.
    private void Keep(Block block, bool runs)
    {
        if (runs)
        {
            return;
        }

        foreach (var output in Members(block.Activity).Where(a => (string?)a["type"] == "Elsa.SetOutput"))
        {
            _outputs.Remove(IdOf(output));
        }
    }

    private static IEnumerable<JsonObject> Members(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };

    private static JsonObject Case(string label, bool isTaken) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = isTaken ? "true" : "false" } };

    private static string Then(JsonObject from, JsonObject to) => $"{IdOf(from)} -> {IdOf(to)}";

    private static string IdOf(JsonObject activity) => (string)activity["id"]!;

    private string Id(string letter) => letter + (++_lastId).ToString(CultureInfo.InvariantCulture);

    /// <param name="IsParallel">
    /// Several runs of the same activities may be under way at once. Nothing is repeated there, because a label could not tell which round
    /// of which run it belongs to.
    /// </param>
    private sealed record Place(int Depth, bool IsParallel, bool IsChild)
    {
        public Place Deeper() => this with { Depth = Depth + 1 };
    }
}

/// <summary>A piece of a process and what it must do.</summary>
internal sealed record Block(JsonObject Activity, Trace Trace);
