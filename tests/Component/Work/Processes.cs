using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Small processes without a case, in the shape of Elsa's files.</summary>
internal static class Processes
{
    /// <summary>Activities one after the other.</summary>
    public static JsonObject Sequence(string definitionId, params JsonNode[] activities)
    {
        var root = Activity("root", "Elsa.Sequence");
        root["activities"] = new JsonArray(activities);
        return new JsonObject { ["id"] = definitionId + "-1", ["definitionId"] = definitionId, ["name"] = definitionId, ["version"] = 1, ["root"] = root };
    }

    public static JsonObject Event(string id, string name, bool canStart = false)
    {
        var activity = Activity(id, "Elsa.Event", ("eventName", Literal("String", name)));
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = canStart };
        return activity;
    }

    public static JsonObject Publish(string id, string name) => Activity(id, "Elsa.PublishEvent", ("eventName", Literal("String", name)));

    /// <summary>Starts another process and does not wait for it.</summary>
    public static JsonObject Dispatch(string id, string definitionId) =>
        Activity(id, "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("String", definitionId)));

    public static JsonObject Delay(string id, string timeSpan) => Activity(id, "Elsa.Delay", ("timeSpan", Literal("TimeSpan", timeSpan)));

    public static JsonObject UserTask(string id) => Activity(id, "LowCode.UserTask", ("title", Literal("String", id)), ("outcomes", new JsonArray()));

    public static IReadOnlyList<Artefact> Artefacts(params JsonObject[] processes) =>
        [.. processes.Select(p => Artefact.Of(ArtefactKind.Workflow, (string)p["definitionId"]!, Encoding.UTF8.GetBytes(p.ToJsonString())))];

    public static async Task PublishAsync(TestWork work, params JsonObject[] processes)
    {
        var answer = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand(Artefacts(processes), "test"), TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    /// <summary>Writes what a script gives; the script sees the variables.</summary>
    public static JsonObject LineOf(string id, string script) => Activity(
        id,
        "Elsa.WriteLine",
        ("text", new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } }));

    public static JsonObject WithVariable(this JsonObject process, string name, string typeName, string value)
    {
        process["variables"] = new JsonArray(new JsonObject { ["id"] = "v" + name, ["name"] = name, ["typeName"] = typeName, ["value"] = value });
        return process;
    }

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value;
        }

        return activity;
    }

    public static JsonObject Literal(string type, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
