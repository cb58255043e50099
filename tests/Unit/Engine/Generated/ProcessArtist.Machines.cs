using System.Globalization;
using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>State machines.</summary>
internal sealed partial class ProcessArtist
{
    // The states are passed in order; what else leads out of them is refused, or waits for ever.
    private Block Machine(Place place)
    {
        var (states, transitions, variables, trace) = (new JsonArray(), new JsonArray(), new JsonArray(), new List<Trace>());
        var last = _random.Next(1, 4);
        for (var i = 0; i <= last; i++)
        {
            var state = new JsonObject { ["name"] = StateName(i) };
            if (_random.Next(2) == 0)
            {
                var entry = Block(place);
                state["entry"] = entry.Activity;
                trace.Add(entry.Trace);
            }

            if (i < last)
            {
                trace.Add(Transition(place, i, last, transitions, variables));
                trace.Add(Acted(place, (JsonObject)transitions[^1]!));
                if (_random.Next(3) == 0)
                {
                    var exit = Leaf(place);
                    state["exit"] = exit.Activity;
                    trace.Add(exit.Trace);
                }
            }

            states.Add(state);
        }

        var machine = Activity("Elsa.StateMachine", Id("m"), ("initialState", StateName(0)), ("states", states), ("transitions", transitions));
        machine["variables"] = variables;
        return new Block(machine, Trace.Of([IdOf(machine), .. trace]));
    }

    /// <summary>Adds the ways out of a state; the last one is taken.</summary>
    private Trace Transition(Place place, int state, int last, JsonArray transitions, JsonArray variables)
    {
        switch (_random.Next(3))
        {
            case 0:
                // Without a trigger it is never taken.
                transitions.Add(Way(state, last, null, _random.Next(2) == 0 ? "true" : null));
                var done = Leaf(place);
                transitions.Add(Way(state, state + 1, done.Activity, _random.Next(2) == 0 ? "true" : null));
                return done.Trace;
            case 1:
                _features |= Features.Wait;
                var (never, trigger) = (Event(Id("n"), Never), Waiting());
                transitions.Add(Way(state, last, never, null));
                transitions.Add(Way(state, state + 1, trigger.Activity, null));
                return new Trace.Par(new Trace.Step(IdOf(never), IsOptional: true), trigger.Trace);
            default:
                // A trigger that comes too early waits again.
                _features |= Features.Loop;
                var rounds = place.IsParallel ? 1 : _random.Next(1, 4);
                var counter = Id("C");
                variables.Add(Variable(counter, "Int32", "0"));
                var step = Set(Id("i"), counter, $"get{counter}() + 1");
                transitions.Add(Way(state, state + 1, step, $"get{counter}() >= {rounds}"));
                return Trace.Repeat(rounds, IdOf(step));
        }
    }

    private Trace Acted(Place place, JsonObject transition)
    {
        if (_random.Next(3) > 0)
        {
            return Trace.Nothing;
        }

        var action = Leaf(place);
        transition["action"] = action.Activity;
        return action.Trace;
    }

    private static JsonObject Way(int from, int to, JsonObject? trigger, string? condition)
    {
        var way = new JsonObject { ["name"] = $"{StateName(from)}-{StateName(to)}", ["from"] = StateName(from), ["to"] = StateName(to) };
        if (trigger is not null)
        {
            way["trigger"] = trigger;
        }

        if (condition is not null)
        {
            way["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition };
        }

        return way;
    }

    private static string StateName(int index) => $"S{index.ToString(CultureInfo.InvariantCulture)}";
}
