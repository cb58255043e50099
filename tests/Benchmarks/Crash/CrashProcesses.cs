using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// The processes of the crash battery, small and with every kind of waiting: events early and late, timers, people, branches, answers to
/// calls.
/// </summary>
internal static class CrashProcesses
{
    public const string Events = "crash-events";
    public const string Timers = "crash-timers";
    public const string People = "crash-people";
    public const string Branches = "crash-branches";

    /// <summary>Five activities in one burst, each committed by itself.</summary>
    public const string Steps = "crash-steps";

    /// <summary>Calls the server outside; only where there is one.</summary>
    public const string Calls = "crash-calls";
    public const string CaseType = "crash-case";

    /// <summary>How long the timers of <see cref="Timers"/> wait.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static IReadOnlyList<Artefact> Artefacts { get; } =
    [
        Workflow(Events, Sequence(Event("first"), Publish("told"), Event("second"))),
        Workflow(Timers, Sequence(Delay("before"), Publish("told"), Event("go"), Delay("after"))),
        Workflow(People, Sequence(Task("accept"), Publish("told"), Task("handle"), Close())),
        Workflow(Branches, Forked()),
        Workflow(Steps, Sequence(Publish("one"), Line("two"), Publish("three"), Publish("four")), commitStrategy: "ActivityExecuted"),
        Json(ArtefactKind.Form, "crash-form", """
            {
              "$format": "lowcode.form/1", "formId": "crash-form", "title": {"zh-CN": "上报", "en": "Report"},
              "fields": [{"id": "f_title", "key": "title", "type": "text", "label": {"zh-CN": "标题", "en": "Title"}}],
              "sections": [], "nodeRules": {"report": {"title": "required"}, "accept": {"title": "read"}, "handle": {"title": "read"}}
            }
            """),
        Json(ArtefactKind.CaseType, CaseType, """
            {
              "$format": "lowcode.casetype/1", "caseTypeId": "crash-case", "name": {"zh-CN": "案件", "en": "Case"},
              "process": "crash-people", "numberPattern": "C{yyyyMMdd}{seq:6}",
              "forms": {"report": "crash-form", "accept": "crash-form", "handle": "crash-form"}, "reportStep": "report", "publicStep": null,
              "fields": {"title": "title", "class": null, "department": null, "address": null, "position": null, "reporterName": null, "reporterPhone": null, "channel": null},
              "statuses": [
                {"key": "open", "label": {"zh-CN": "办理中", "en": "Open"}, "phase": "open", "colour": "info"},
                {"key": "closed", "label": {"zh-CN": "已结案", "en": "Closed"}, "phase": "closed", "colour": "success"}
              ],
              "stages": [{"key": "all", "label": {"zh-CN": "办理", "en": "Work"}, "steps": ["accept", "handle"]}]
            }
            """),
    ];

    /// <summary>Those, and <see cref="Calls"/>.</summary>
    /// <param name="effects">Where the calls go.</param>
    public static IReadOnlyList<Artefact> Calling(Uri effects) => [.. Artefacts, Workflow(Calls, Sequence(Call("call", effects), Event("go"), Call("again", effects)))];

    private static Artefact Workflow(string id, JsonObject root, string? commitStrategy = null)
    {
        var process = new JsonObject { ["id"] = id + "-1", ["definitionId"] = id, ["name"] = id, ["version"] = 1, ["root"] = root };
        if (commitStrategy is not null)
        {
            process["options"] = new JsonObject { ["commitStrategyName"] = commitStrategy };
        }

        return Json(ArtefactKind.Workflow, id, process.ToJsonString());
    }

    private static Artefact Json(ArtefactKind kind, string key, string json) => Artefact.Of(kind, key, Encoding.UTF8.GetBytes(json));

    private static JsonObject Sequence(params JsonNode[] activities)
    {
        var root = Activity("root", "Elsa.Sequence");
        root["activities"] = new JsonArray(activities);
        return root;
    }

    private static JsonObject Forked()
    {
        var root = Activity("root", "Elsa.Flowchart");
        root["activities"] = new JsonArray(
            Line("fork"), Event("left"), Delay("right"), Activity("name", "Elsa.Correlate", ("correlationId", Literal("String", "crash"))), Publish("told"), Activity("join", "Elsa.FlowJoin", ("mode", Literal("Object", "WaitAll"))), Line("end"));
        root["connections"] = new JsonArray(
            Connection("fork", "left"), Connection("fork", "right"), Connection("right", "name"), Connection("name", "told"), Connection("left", "join"), Connection("told", "join"), Connection("join", "end"));
        return root;
    }

    private static JsonObject Connection(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Line(string id) => Activity(id, "Elsa.WriteLine", ("text", Literal("String", id)));

    private static JsonObject Event(string id) => Activity(id, "Elsa.Event", ("eventName", Literal("String", id)));

    private static JsonObject Publish(string id) => Activity(id, "Elsa.PublishEvent", ("eventName", Literal("String", id)));

    private static JsonObject Call(string id, Uri effects) => Activity(
        id,
        "Elsa.SendHttpRequest",
        ("url", Literal("Uri", new Uri(effects, "effects").ToString())),
        ("method", Literal("String", "POST")),
        ("expectedStatusCodes", new JsonArray(new JsonObject { ["statusCode"] = 200 })));

    private static JsonObject Delay(string id) => Activity(id, "Elsa.Delay", ("timeSpan", Literal("TimeSpan", Pause.ToString("c"))));

    private static JsonObject Task(string id) =>
        Activity(id, "LowCode.UserTask", ("title", Literal("String", id)), ("outcomes", JsonNode.Parse("""[{"name": "Done", "label": {"zh-CN": "完成", "en": "Done"}}]""")!));

    private static JsonObject Close() => Activity("close", "LowCode.UpdateCase", ("status", Literal("String", "closed")));

    private static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value;
        }

        return activity;
    }

    private static JsonObject Literal(string type, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
