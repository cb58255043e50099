using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Speaks the protocol of Elsa's hub: JSON, each message closed by a record separator.</summary>
internal sealed class ElsaViewer : IDisposable
{
    public const string Hub = "/elsa/hubs/workflow-instance";

    private const char End = '\u001e';

    private readonly WebSocket _socket;
    private readonly Queue<JsonObject> _received = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private string _rest = "";
    private int _calls;

    private ElsaViewer(WebSocket socket) => _socket = socket;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="program">It has a key; the socket carries none.</param>
    public static async Task<string> NegotiateAsync(HttpClient program)
    {
        using var answer = await program.PostAsync(Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        return (string)(await answer.JsonAsync())["connectionToken"]!;
    }

    /// <summary>As a browser does.</summary>
    public static async Task<ElsaViewer> ConnectAsync(WebApplication app, string token)
    {
        var socket = await app.GetTestServer().CreateWebSocketClient().ConnectAsync(new Uri($"ws://localhost{Hub}?id={token}"), Cancellation);
        var viewer = new ElsaViewer(socket);
        await viewer.SendAsync("""{"protocol":"json","version":1}""");
        return viewer;
    }

    /// <returns>The answer of the hub.</returns>
    public async Task<JsonObject> ObserveAsync(string instance)
    {
        var call = $"{++_calls}";
        await SendAsync($$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{instance}}"],"invocationId":"{{call}}"}""");
        return await MessageAsync(m => (string?)m["invocationId"] == call);
    }

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

            var frame = await _socket.ReceiveAsync(_buffer, Cancellation);
            Assert.NotEqual(WebSocketMessageType.Close, frame.MessageType);
            var parts = (_rest + Encoding.UTF8.GetString(_buffer, 0, frame.Count)).Split(End);
            _rest = parts[^1];
            foreach (var part in parts[..^1])
            {
                _received.Enqueue(JsonNode.Parse(part)!.AsObject());
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
}
