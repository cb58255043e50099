using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Host.Calls;
using LowCode.Work.Calls;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>SendHttpRequest from a published process to a real server and back, through the outbox.</summary>
public sealed class HttpCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_reaches_the_server_with_its_key_and_its_answer_moves_the_process_on()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender, HttpSender>());
        var instance = await StartAsync(work, address);
        Assert.Equal(InstanceStatus.Running, instance.Status);

        var answering = AnswerAsync(server, 404);
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        var (key, method, body) = await answering;

        Assert.StartsWith($"{work.Tenant}/{instance.InstanceId}/e", key, StringComparison.Ordinal);
        Assert.Equal(("POST", "{\"n\":1}"), (method, body));
        Assert.Equal("Finished", (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant), instance.InstanceId.Value, Cancellation)).Value!.SubStatus.ToString());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_outcome()
    {
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender, HttpSender>());
        var instance = await StartAsync(work, $"http://127.0.0.1:{FreePort()}/");

        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal("Finished", (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant), instance.InstanceId.Value, Cancellation)).Value!.SubStatus.ToString());
    }

    private static async Task<StartedInstance> StartAsync(TestWork work, string address)
    {
        var send = Processes.Delay("send", "");
        send.Remove("timeSpan");
        send["type"] = "Elsa.SendHttpRequest";
        send["url"] = Literal("String", address);
        send["method"] = Literal("String", "POST");
        send["content"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = "{\"n\": 1}" } };
        await work.Get<AllowHost>().HandleAsync(Actor.System(work.Tenant), "127.0.0.1", Cancellation);
        await Processes.PublishAsync(work, Processes.Sequence("caller", send));
        var answer = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand("caller", [], null, "once"), Cancellation);
        return answer.Value!;
    }

    private static JsonObject Literal(string type, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static async Task<(string? Key, string Method, string Body)> AnswerAsync(HttpListener server, int status)
    {
        var context = await server.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var seen = (context.Request.Headers["Idempotency-Key"], context.Request.HttpMethod, await reader.ReadToEndAsync(Cancellation));
        context.Response.StatusCode = status;
        context.Response.Close();
        return seen;
    }

    private static string Listen(HttpListener server)
    {
        var address = $"http://127.0.0.1:{FreePort()}/";
        server.Prefixes.Add(address);
        server.Start();
        return address;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
