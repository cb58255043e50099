using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Programs read what went wrong in the language that they ask for.</summary>
[Collection<HostCollection>]
public sealed class IncidentLanguageTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "流程自行报错：boom")]
    [InlineData("en", "boom")]
    [InlineData(null, "流程自行报错：boom")]
    public async Task Incident_is_told_in_the_language_that_is_accepted(string? language, string text)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        if (language is not null)
        {
            program.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        await host.PublishAsync(Sequence("tongues", Activity("f", "Elsa.Fault", ("message", Literal("String", "boom")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "tongues", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var id = (string)(await started.JsonAsync())["instanceId"]!;

        var state = await ReadAsync(program, $"/api/instances/{id}/state");
        var journal = await ReadAsync(program, $"/api/instances/{id}/journal");
        var elsa = await ReadAsync(program, $"/elsa/api/workflow-instances/{id}");
        var events = await ReadAsync(program, $"/elsa/api/workflow-instances/{id}/journal");

        var incident = Assert.Single(state["incidents"]!.AsArray())!;
        Assert.Equal((text, "boom", "fault.own"), ((string)incident["text"]!, (string)incident["message"]!, (string)incident["reason"]!["code"]!));
        Assert.Equal(["boom"], incident["reason"]!["values"]!.AsArray().Select(v => (string)v!));
        var raised = journal["rows"]!.AsArray().SelectMany(r => r!["entries"]!.AsArray()).Single(e => (string)e!["kind"]! == "IncidentRaised")!["data"]!;
        Assert.Equal((text, "boom"), ((string)raised["text"]!, (string)raised["message"]!));
        Assert.Equal(text, (string)Assert.Single(elsa["workflowState"]!["incidents"]!.AsArray())!["message"]!);
        Assert.Equal(text, (string)events["items"]!.AsArray().Single(r => (string)r!["eventName"]! == "Faulted")!["message"]!);
    }

    private static async Task<JsonObject> ReadAsync(HttpClient program, string path) => (await program.GetFromJsonAsync<JsonObject>(path, Cancellation))!;
}
