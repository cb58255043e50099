using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Microsoft.AspNetCore.TestHost;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Viewers are told when an instance moves: their own tenant's alone, and with a credential alone.</summary>
[Collection<HostCollection>]
public sealed class ElsaHubTests(RunningHost host)
{
    private const string Hub = "/elsa/hubs/workflow-instance";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewer_with_a_key_is_told_what_an_event_did()
    {
        var (studio, id) = await WaitingAsync("hub-told");
        using var viewer = await ConnectAsync(await NegotiateAsync(studio));
        await viewer.SendAsync($$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{id}}"],"invocationId":"1"}""");
        var observed = await viewer.MessageAsync(m => (string?)m["invocationId"] == "1");

        using var sent = await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = id }, Cancellation);
        var stats = await viewer.MessageAsync(m => (string?)m["target"] == "ActivityExecutionLogUpdatedAsync");
        await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowExecutionLogUpdatedAsync");
        var updated = await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowInstanceUpdatedAsync");

        Assert.Null(observed["error"]);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains(stats["arguments"]![0]!["stats"]!.AsArray(), s => (string)s!["activityId"]! == "wait" && (int)s["completedCount"]! == 1);
        Assert.Equal(id, (string)updated["arguments"]![0]!["workflowInstanceId"]!);
    }

    [Fact]
    public async Task Instance_of_another_tenant_cannot_be_watched()
    {
        var (_, id) = await WaitingAsync("hub-other");
        await host.TenantAsync("stranger");
        using var stranger = host.With(await host.KeyOfAsync("stranger", [.. Scope.All]));
        using var viewer = await ConnectAsync(await NegotiateAsync(stranger));

        await viewer.SendAsync($$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{id}}"],"invocationId":"1"}""");
        var refused = await viewer.MessageAsync(m => (string?)m["invocationId"] == "1");

        Assert.Contains("Access denied", (string)refused["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_needs_what_was_negotiated_and_the_key_its_scope()
    {
        using var nobody = host.Browser();
        using var narrow = host.With(await host.KeyAsync(Scope.ReadCases));

        using var unknown = await nobody.PostAsync(Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        using var scoped = await narrow.PostAsync(Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        var stray = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync("never-given"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (unknown.StatusCode, scoped.StatusCode));
        Assert.Contains("401", stray.Message, StringComparison.Ordinal);
    }

    private async Task<(HttpClient Studio, string Id)> WaitingAsync(string definitionId)
    {
        var studio = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence(definitionId, Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go")))));
        using var started = await studio.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", new { }, Cancellation);
        return (studio, Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id")));
    }

    private static async Task<string> NegotiateAsync(HttpClient studio)
    {
        using var answer = await studio.PostAsync(Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        return (string)(await answer.JsonAsync())["connectionToken"]!;
    }

    /// <summary>As a browser does: the socket carries no key.</summary>
    private async Task<Viewer> ConnectAsync(string token)
    {
        var socket = await host.App.GetTestServer().CreateWebSocketClient().ConnectAsync(new Uri($"ws://localhost{Hub}?id={token}"), Cancellation);
        var viewer = new Viewer(socket);
        await viewer.SendAsync("""{"protocol":"json","version":1}""");
        return viewer;
    }

    /// <summary>Speaks the hub's protocol: JSON, each message closed by a record separator.</summary>
    private sealed class Viewer(WebSocket socket) : IDisposable
    {
        private const char End = '\u001e';

        private readonly Queue<JsonObject> _received = new();
        private readonly byte[] _buffer = new byte[64 * 1024];
        private string _rest = "";

        public Task SendAsync(string message) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

        /// <summary>The next message that is wanted; those before it are passed over.</summary>
        public async Task<JsonObject> MessageAsync(Func<JsonObject, bool> wanted)
        {
            while (true)
            {
                while (_received.TryDequeue(out var message))
                {
                    if (wanted(message))
                    {
                        return message;
                    }
                }

                var frame = await socket.ReceiveAsync(_buffer, Cancellation);
                Assert.NotEqual(WebSocketMessageType.Close, frame.MessageType);
                var parts = (_rest + Encoding.UTF8.GetString(_buffer, 0, frame.Count)).Split(End);
                _rest = parts[^1];
                foreach (var part in parts[..^1])
                {
                    _received.Enqueue(JsonNode.Parse(part)!.AsObject());
                }
            }
        }

        public void Dispose() => socket.Dispose();
    }
}
