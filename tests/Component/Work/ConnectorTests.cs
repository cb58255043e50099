using System.Text;
using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Host.Calls;
using LowCode.Work.Connectors;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A connector that reaches outside, called from a published process through the outbox.</summary>
public sealed class ConnectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connector_gets_the_secret_of_its_tenant_and_the_key_of_the_call()
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-credentials-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "demo"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "demo", "bank"), "hush\n", Cancellation);
        await using var work = await WithAsync(new SignConnector(), folder.FullName);

        var begun = await StartAsync(work, "bank");
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        var ended = await ViewAsync(work, begun);
        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        Assert.Equal($"demo/{begun}/{"e2"}:4", (string)ended.Variables["signed"]!);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("../demo/bank")]
    [InlineData(".hidden")]
    public async Task Secret_that_the_tenant_does_not_have_is_an_incident(string name)
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-credentials-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "demo"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "demo", "bank"), "hush", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "demo", ".hidden"), "hush", Cancellation);
        await using var work = await WithAsync(new SignConnector(), folder.FullName);

        var begun = await StartAsync(work, name);
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.StartsWith("unknown-credential: ", Assert.Single((await ViewAsync(work, begun)).Incidents).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Call_that_takes_too_long_is_cancelled_and_told()
    {
        var slow = new SignConnector(isSlow: true);
        await using var work = await WithAsync(slow, "nowhere");
        var begun = await StartAsync(work, "bank");

        var round = work.Get<WakeUpRound>().RunAsync(Cancellation);
        await slow.Begun.Task.WaitAsync(Cancellation);
        work.Time.Advance(TimeSpan.FromSeconds(41));
        await round;

        Assert.StartsWith("timeout: ", Assert.Single((await ViewAsync(work, begun)).Incidents).Message, StringComparison.Ordinal);
    }

    private static Task<TestWork> WithAsync(SignConnector function, string secrets) => TestWork.EmptyAsync(besides: services => services
        .AddSingleton(new EngineOptions { Connectors = [Connector.Of(ConnectorManifest.Read(Encoding.UTF8.GetBytes(SignConnector.Manifest)), function)] })
        .AddSingleton<ICredentials>(new CredentialFiles(secrets)));

    private static async Task<string> StartAsync(TestWork work, string key)
    {
        var sign = Processes.Delay("sign", "");
        sign.Remove("timeSpan");
        sign["type"] = "Test.Sign";
        sign["key"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = key } };
        sign["signed"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "vsigned" } };
        await Processes.PublishAsync(work, Processes.Sequence("signer", sign).WithVariable("signed", "String", ""));
        var answer = await work.Get<StartInstance>().HandleAsync(Actor.System(work.Tenant), new StartInstanceCommand("signer", [], null, "1"), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value.InstanceId.Value;
    }

    private static async Task<InstanceView> ViewAsync(TestWork work, string id) =>
        (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant) with { IsAdministrator = true }, id, Cancellation)).Value!;
}

public sealed record SignInput(string Key);

public sealed record SignOutput(string Signed);

/// <summary>Tells the key of the call and how long the secret is, or waits until it is cancelled.</summary>
internal sealed class SignConnector(bool isSlow = false) : IConnector<SignInput, SignOutput>
{
    public const string Manifest = """
        {"type": "Test.Sign", "version": 1, "icon": "key", "isPure": false, "name": {"zh-CN": "签", "en": "Sign"}, "description": {"zh-CN": "签", "en": "Signs"},
         "inputs": [{"name": "key", "type": "String", "editor": "singleline", "isCredential": true, "isRequired": true, "text": {"zh-CN": "钥", "en": "Key"}, "description": {"zh-CN": "钥", "en": "Key"}}],
         "outputs": [{"name": "signed", "type": "String", "text": {"zh-CN": "签名", "en": "Signed"}, "description": {"zh-CN": "签名", "en": "Signed"}}]}
        """;

    public TaskCompletionSource Begun { get; } = new();

    public async ValueTask<ConnectorResult<SignOutput>> RunAsync(SignInput input, IConnectorCall call, CancellationToken cancellation)
    {
        Begun.TrySetResult();
        if (isSlow)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }

        var secret = await call.CredentialAsync(input.Key, cancellation);
        return new ConnectorResult<SignOutput>(new SignOutput($"{call.IdempotencyKey}:{secret.Length}"));
    }
}
