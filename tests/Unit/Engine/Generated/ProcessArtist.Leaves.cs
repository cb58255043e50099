using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that hold no others.</summary>
internal sealed partial class ProcessArtist
{
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
}
