using System.Text;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Writes small processes as Elsa 3 JSON.</summary>
internal static class ProcessJson
{
    public static JsonObject Of(JsonObject root, params JsonObject[] variables) => new()
    {
        ["id"] = "p-1",
        ["definitionId"] = "p",
        ["name"] = "p",
        ["version"] = 1,
        ["variables"] = new JsonArray([.. variables]),
        ["options"] = new JsonObject(),
        ["root"] = root,
    };

    public static JsonObject WithStrategy(this JsonObject process, string strategy)
    {
        process["options"] = new JsonObject { ["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{strategy}, Elsa.Workflows.Core" };
        return process;
    }

    public static ReadOnlyMemory<byte> Utf8(this JsonObject process) => Encoding.UTF8.GetBytes(process.ToJsonString());

    public static JsonObject Variable(string name, string typeName, string? value = null) =>
        new() { ["id"] = "v" + name, ["name"] = name, ["typeName"] = typeName, ["value"] = value };

    /// <param name="connections">Each <c>a -> b</c>, or <c>a:Port -> b</c>.</param>
    public static JsonObject Flowchart(JsonObject[] activities, params string[] connections) => FlowchartAs("flow", activities, connections);

    public static JsonObject FlowchartAs(string id, JsonObject[] activities, params string[] connections) => Activity(
        "Elsa.Flowchart",
        id,
        ("activities", new JsonArray([.. activities])),
        ("connections", new JsonArray([.. connections.Select(Connection)])));

    public static JsonObject Sequence(string id, params JsonObject[] activities) =>
        Activity("Elsa.Sequence", id, ("activities", new JsonArray([.. activities])));

    public static JsonObject Line(string id) => Activity("Elsa.WriteLine", id, ("text", Literal("String", id)));

    public static JsonObject LineOf(string id, string script) => Activity("Elsa.WriteLine", id, ("text", Script("String", script)));

    public static JsonObject Event(string id, string name) => Activity("Elsa.Event", id, ("eventName", Literal("String", name)));

    public static JsonObject Delay(string id, string timeSpan) => Activity("Elsa.Delay", id, ("timeSpan", Literal("TimeSpan", timeSpan)));

    public static JsonObject Decision(string id, string script) => Activity("Elsa.FlowDecision", id, ("condition", Script("Boolean", script)));

    public static JsonObject Join(string id, string mode) => Activity("Elsa.FlowJoin", id, ("mode", Literal("Object", mode)));

    public static JsonObject Fault(string id, string message) => Activity("Elsa.Fault", id, ("message", Literal("String", message)));

    public static JsonObject Set(string id, string variable, string script) => Activity(
        "Elsa.SetVariable",
        id,
        ("variable", new JsonObject { ["id"] = "v" + variable, ["name"] = variable }),
        ("value", Script("Object", script)));

    public static JsonObject Ask(string id, string[] outcomes, params (string Member, JsonNode? Value)[] members) => Activity(
        "LowCode.UserTask",
        id,
        [.. members, ("outcomes", new JsonArray([.. outcomes.Select(o => new JsonObject { ["name"] = o })]))]);

    public static JsonObject Activity(string type, string id, params (string Member, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (member, value) in members)
        {
            activity[member] = value;
        }

        return activity;
    }

    public static JsonObject Literal(string typeName, JsonNode? value) => Wrapped(typeName, "Literal", value);

    public static JsonObject Script(string typeName, string script) => Wrapped(typeName, "JavaScript", script);

    public static JsonObject Wrapped(string typeName, string type, JsonNode? value) =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static JsonObject Connection(string text)
    {
        var ends = text.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
