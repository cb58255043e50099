using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>
/// Draws a process and, with each piece of it, what that piece must do. The same seed and size give the same process; a smaller size gives a
/// smaller one.
/// </summary>
internal sealed partial class ProcessArtist
{
    public const int UsualSize = 26;
    public const int Deepest = 6;

    /// <summary>Nobody ever sends these events.</summary>
    public const string Never = "never";

    private readonly Random _random;
    private readonly List<JsonObject> _children = [];
    private readonly Dictionary<string, int> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _counting = new(StringComparer.Ordinal);
    private readonly FlowchartMode _mode;
    private int _left;
    private int _lastId;
    private Features _features;

    private ProcessArtist(int seed, int size)
    {
        _random = new Random(seed);
        _mode = _random.Next(2) == 0 ? FlowchartMode.Counter : FlowchartMode.Token;
        _left = size;
    }

    public static DrawnProcess Draw(int seed, int size = UsualSize) => new ProcessArtist(seed, size).Draw();

    private DrawnProcess Draw()
    {
        var strategy = _random.Next(2) == 0 ? "FaultStrategy" : "ContinueWithIncidentsStrategy";
        var (root, trace, end) = Root(strategy);
        var process = Of(root, Variable("Total", "Int32", "0"), Variable("Tries", "Int32", "0")).WithStrategy(strategy);
        return new DrawnProcess(
            [process, .. _children], _mode, trace, end, end == InstanceSubStatus.Finished ? 0 : 1, _outputs, _counting, _features);
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
            case 1 or 2:
                return Ended(body, "Elsa.Finish");
            case 3 or 4:
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

    // Weights that give each kind of activity its share of the executions.
    private Block Container(Place place)
    {
        var inner = place.Deeper();
        return Choose<Func<Block>>(
            (6, () => Chain(inner)),
            (4, () => Decision(inner)),
            (6, () => FlowSwitch(inner)),
            (7, () => FlowFork(inner)),
            (2, () => Race(inner)),
            (5, () => Merged(inner)),
            (2, () => MergedRace(inner)),
            (2, () => Died(inner)),
            (1, () => BackEdge(inner)),
            (1, () => Steps(inner)),
            (7, () => Wrapped(inner)),
            (1, () => If(inner)),
            (7, () => Switch(inner)),
            (8, () => Together(inner)),
            (7, () => Forked(inner)),
            (7, () => Machine(inner)),
            (7, () => Loop(inner, "Elsa.For")),
            (2, () => Loop(inner, "Elsa.ForEach")),
            (7, () => Parallel(inner)),
            (7, () => While(inner)),
            (8, () => Broken(inner)),
            (6, () => Executed(inner)),
            (7, () => Dispatched(inner)),
            (6, () => DispatchedInBulk(inner)),
            (6, () => Sent(inner)),
            (6, () => SentInFlow(inner)))();
    }

    private T Choose<T>(params ReadOnlySpan<(int Weight, T Choice)> choices)
    {
        var all = 0;
        foreach (var (weight, _) in choices)
        {
            all += weight;
        }

        var drawn = _random.Next(all);
        foreach (var (weight, choice) in choices)
        {
            if ((drawn -= weight) < 0)
            {
                return choice;
            }
        }

        throw new InvalidOperationException("Expected weights above zero.");
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
    private void Keep(Block? block, bool runs)
    {
        if (block is null || runs)
        {
            return;
        }

        foreach (var output in Members(block.Activity).Where(a => (string?)a["type"] == "Elsa.SetOutput"))
        {
            _outputs.Remove(IdOf(output));
        }
    }

    /// <summary>All objects in a piece of JSON.</summary>
    public static IEnumerable<JsonObject> Members(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };

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
