using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that hold no others.</summary>
internal sealed partial class ProcessArtist
{
    private Block Leaf(Place place) => Choose<Func<Block>>(
        (2, () => Step(LineOf(Id("l"), "'line'"))),
        (3, () => Count(place)),
        (6, () => Output(place)),
        (4, () => Step(Activity("Elsa.SetName", Id("m"), ("value", Literal("String", "name"))))),
        (4, () => Step(Activity("Elsa.Correlate", Id("c"), ("correlationId", Literal("String", "family"))))),
        (3, () => Step(Activity("Elsa.RunJavaScript", Id("g"), ("script", Literal("String", "1 + 1"))))),
        (5, () => Step(Activity("Elsa.PublishEvent", Id("v"), ("eventName", Literal("String", "nobody")), ("isLocalEvent", Literal("Boolean", true))))),
        (1, () => Step(StartAt("2020-02-02T02:02:02Z"))),
        (26, Waiting),
        (3, () => place.IsParallel ? Waiting() : Retried(place)),
        (2, () => place.IsChild ? Step(Line(Id("l"))) : Mended()))();

    /// <summary>Whatever it waits for comes.</summary>
    private Block Waiting() => Waiting(Choose<Func<JsonObject>>(
        (5, () => Delay(Id("u"), $"00:{_random.Next(60):00}:00")),
        (2, () => Event(Id("e"), "Go")),
        (6, () => Ask(Id("a"), ["Done"])),
        (5, () => Activity("Elsa.RunTask", Id("k"), ("taskName", Literal("String", "do")))),
        (6, () => Activity("Elsa.Timer", Id("t"), ("interval", Literal("TimeSpan", $"00:{_random.Next(60):00}:00")))),
        (5, () => Activity("Elsa.Cron", Id("c"), ("cronExpression", Literal("String", $"0 {_random.Next(60)} * * * *")))),
        (4, () => StartAt("2030-03-03T03:03:03Z")))());

    private JsonObject StartAt(string time) => Activity("Elsa.StartAt", Id("b"), ("dateTime", Literal("DateTimeOffset", time)));

    private Block Count(Place place)
    {
        var count = Set(Id("t"), "Total", "getTotal() + 1");
        if (!place.IsChild)
        {
            _counting.Add(IdOf(count));
        }

        return Step(count);
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
        script["variables"] = new JsonArray(Variable("T" + id, "Int32", "0"));
        return new Block(script, trace);
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
