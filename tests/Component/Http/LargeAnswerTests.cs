using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Tests.Component.Calls;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.Instances;
using LowCode.Work.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Large answers to calls of processes: kept beside the instance like large requests, read when they are asked for.</summary>
[Collection<HostCollection>]
public sealed class LargeAnswerTests(RunningHost host)
{
    private static readonly string _large = new('x', 200_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json", "{\"text\":\"", "\",\"list\":[1,2,3]}", "getVariable('Body').text.length + getVariable('Body').list[2]", 200_003)]
    [InlineData("application/json", "{ not json ", "", "getVariable('Body').length", 200_011)]
    [InlineData("text/plain; charset=utf-8", "", "", "getVariable('Body').length", 200_000)]
    public async Task Large_answer_is_a_reference_in_the_state_and_data_in_scripts(string type, string before, string after, string script, int expected)
    {
        await using var target = new Target((_, _) => Target.Answer(200, $"Content-Type: {type}\r\n", before + _large + after));
        var send = await CallingAsync(target, "Elsa.SendHttpRequest", "parsedContent");
        await host.PublishAsync(Sequence("large-answer", Endpoint("in", "answers/large", "GET"), send, Reply("out", "'' + (" + script + ")"), Waiting()));
        using var anybody = host.Browser();

        using var answer = await anybody.GetAsync("/workflows/answers/large", Cancellation);
        var id = Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));

        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(before.Length + 200_000 + after.Length, (int)(await VariablesAsync(id))["Body"]!["bytes"]!);
        Assert.InRange(await StateBytesAsync(id), 1, 10_000);
    }

    [Fact]
    public async Task Downloaded_file_is_kept_with_its_size_and_sent_on_byte_by_byte()
    {
        await using var target = new Target((_, _) => Target.Answer(200, "Content-Type: text/csv\r\nContent-Disposition: attachment; filename=\"list.csv\"\r\n", _large));
        var fetch = await CallingAsync(target, "Elsa.DownloadHttpFile", "result");
        await host.PublishAsync(Sequence("large-download", Endpoint("in", "answers/file", "GET"), fetch, Activity("out", "Elsa.WriteFileHttpResponse", ("content", Variable("Body"))), Waiting()));
        using var anybody = host.Browser();

        using var answer = await anybody.GetAsync("/workflows/answers/file", Cancellation);
        var id = Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));
        var file = (await VariablesAsync(id))["Body"]!;

        Assert.Equal(_large, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("list.csv", answer.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.Equal((200_000, 200_000, "text/csv"), ((int)file["size"]!, (int)file["content"]!["bytes"]!, (string)file["contentType"]!));
        Assert.InRange(await StateBytesAsync(id), 1, 10_000);
    }

    [Fact]
    public async Task Small_answer_stays_in_the_state()
    {
        await using var target = new Target((_, _) => Target.Answer(200, "Content-Type: application/json\r\n", "{\"n\":7}"));
        var send = await CallingAsync(target, "Elsa.SendHttpRequest", "parsedContent");
        await host.PublishAsync(Sequence("small-answer", Endpoint("in", "answers/small", "GET"), send, Reply("out", "'got ' + getVariable('Body').n"), Waiting()));
        using var anybody = host.Browser();

        using var answer = await anybody.GetAsync("/workflows/answers/small", Cancellation);
        var id = Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));

        Assert.Equal("got 7", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(7, (int)(await VariablesAsync(id))["Body"]!["n"]!);
    }

    private static JsonObject Waiting() => Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")));

    private static JsonObject Variable(string id) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { ["id"] = id, ["name"] = id, ["typeName"] = "Object" } },
    };

    /// <summary>What it gives goes to the variable Body.</summary>
    private async Task<JsonObject> CallingAsync(Target target, string type, string output)
    {
        await host.App.Services.GetRequiredService<AllowHost>().HandleAsync(Actor.System(new("demo")), $"127.0.0.1:{target.Port}", Cancellation);
        return Activity("call", type, ("url", Literal("String", $"http://127.0.0.1:{target.Port}/list")), ("method", Literal("String", "GET")))
            .With(output, new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Body" } });
    }

    private async Task<int> StateBytesAsync(string id)
    {
        var stored = await host.App.Services.GetRequiredService<IBurstStore>().LoadAsync(new TenantId("demo"), new InstanceId(id), Cancellation);
        return stored!.Snapshot.Length;
    }

    private async Task<JsonObject> VariablesAsync(string id)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        return (JsonObject)(await studio.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/state", Cancellation))!["variables"]!;
    }
}
