using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Processes that begin with, or wait for, requests, in the shape of Elsa's files.</summary>
internal static class EndpointProcesses
{
    public static async Task PublishAsync(this RunningHost host, params JsonObject[] processes) => await host.PublishAsync("demo", processes);

    public static async Task PublishAsync(this RunningHost host, string tenant, params JsonObject[] processes)
    {
        var artefacts = processes
            .Select(p => Artefact.Of(ArtefactKind.Workflow, (string)p["definitionId"]!, Encoding.UTF8.GetBytes(p.ToJsonString())))
            .ToList();
        var answer = await host.App.Services.GetRequiredService<PublishRelease>().HandleAsync(
            Actor.System(new TenantId(tenant)), new PublishReleaseCommand(artefacts, "test"), TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    /// <summary>Activities one after the other.</summary>
    public static JsonObject Sequence(string definitionId, params JsonNode[] activities)
    {
        var root = Activity("root", "Elsa.Sequence");
        root["activities"] = new JsonArray(activities);
        return new JsonObject
        {
            ["id"] = definitionId + "-1",
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["version"] = 1,
            ["variables"] = new JsonArray([.. new[] { "Body", "Route", "Query", "Headers", "File", "Files" }.Select(v =>
                (JsonNode)new JsonObject { ["id"] = v, ["name"] = v, ["typeName"] = "Object" })]),
            ["root"] = root,
        };
    }

    /// <summary>Its outputs go to the variables Body, Route, Query, Headers, File and Files.</summary>
    public static JsonObject Endpoint(string id, string path, string method = "POST", bool starts = true)
    {
        var activity = Activity(
            id, "Elsa.HttpEndpoint", ("path", Literal("String", path)), ("supportedMethods", Script("Object", $"['{method}']")));
        activity["supportedMethods"] = new JsonObject
        {
            ["typeName"] = "Object",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = $"[\"{method}\"]" },
        };
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = starts };
        foreach (var (output, variable) in new[]
        {
            ("parsedContent", "Body"), ("routeData", "Route"), ("queryStringData", "Query"), ("headers", "Headers"), ("file", "File"), ("files", "Files"),
        })
        {
            activity[output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
        }

        return activity;
    }

    public static JsonObject With(this JsonObject activity, string member, JsonNode? value)
    {
        activity[member] = value;
        return activity;
    }

    public static JsonObject Reply(string id, string script, int status = 200, string? contentType = null)
    {
        var activity = Activity(id, "Elsa.WriteHttpResponse", ("content", Script("Object", script)), ("statusCode", Literal("Object", status.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        if (contentType is not null)
        {
            activity["contentType"] = Literal("String", contentType);
        }

        return activity;
    }

    public static JsonObject If(string id, string script, JsonObject then, JsonObject otherwise)
    {
        var activity = Activity(id, "Elsa.If", ("condition", Script("Boolean", script)));
        activity["then"] = then;
        activity["else"] = otherwise;
        return activity;
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

    public static JsonObject Script(string type, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = value } };
}
