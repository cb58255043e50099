using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Definitions as Elsa Studio creates, saves and reads them.</summary>
internal static class StudioDefinitions
{
    public const string Root = "/elsa/api/workflow-definitions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the dialog for a new one sends.</summary>
    public static JsonObject Created(string name) => new()
    {
        ["definitionId"] = null,
        ["id"] = null,
        ["name"] = name,
        ["variables"] = null,
        ["inputs"] = null,
        ["outputs"] = null,
        ["outcomes"] = null,
        ["customProperties"] = null,
        ["options"] = null,
        ["createdAt"] = "0001-01-01T00:00:00+00:00",
        ["root"] = new JsonObject { ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
    };

    /// <summary>With a line that it writes.</summary>
    public static JsonObject Line(this JsonObject definition, string text)
    {
        definition["root"]!["activities"] = new JsonArray(EndpointProcesses.Activity("line", "Elsa.WriteLine", ("text", EndpointProcesses.Literal("String", text))));
        return definition;
    }

    public static string LineOf(JsonNode definition) => (string)definition["root"]!["activities"]![0]!["text"]!["expression"]!["value"]!;

    public static async Task<JsonObject> SaveAsync(this HttpClient studio, JsonObject model, bool publish)
    {
        using var answer = await studio.PostAsJsonAsync(Root, new { model, publish }, Cancellation);
        var body = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        return body["workflowDefinition"]!.DeepClone().AsObject();
    }

    public static async Task<JsonObject> ReadAsync(this HttpClient studio, string path) => (await studio.GetFromJsonAsync<JsonObject>(path, Cancellation))!;

    public static async Task<JsonObject> AskAsync(this HttpClient studio, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await studio.PostAsJsonAsync(path, body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public static string[] Texts(this JsonNode? list) => [.. list!.AsArray().Select(t => (string)t!)];
}
