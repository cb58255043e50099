using System.Text.Json.Nodes;
using System.Threading.Channels;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Host;
using LowCode.Tests.Component.Http;
using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.Endpoints;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Two hosts on one PostgreSQL database: what one of them decides holds at the other as soon as it is told.</summary>
public sealed class NodeSignalTests : IDisposable
{
    private const string Database = "signals";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-signals-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revoked_key_withdrawn_host_and_unanswered_request_are_told_to_the_other_node()
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Database}");
        await using var one = await StartAsync(cluster, "one");
        await using var two = await StartAsync(cluster, "two");
        await UntilAsync(() => one.Get<INodeChannel>().IsHeard && two.Get<INodeChannel>().IsHeard);
        var tenant = new TenantId("demo");
        var admin = Actor.System(tenant);

        // The first keeps what it read of a key and of hosts; once it is told it does not.
        var key = (await two.Get<CreateApiKey>().HandleAsync(admin, new CreateApiKeyCommand("signals", [.. Scope.All]), held: null, Cancellation)).Value!;
        var inside = new Uri("http://inside.example/");
        await two.Get<AllowHost>().HandleAsync(admin, "inside.example", Cancellation);
        Assert.NotNull(await one.Get<CheckApiKey>().HandleAsync(key.Text, Cancellation));
        while (!await one.Get<AllowedHosts>().IsAllowedAsync(tenant, inside, Cancellation))
        {
            await Task.Yield();
        }

        var access = new HeardAccess(one.Get<INodeChannel>());
        await two.Get<RevokeApiKey>().HandleAsync(admin, key.Key.KeyId, Cancellation);
        await two.Get<AllowHost>().WithdrawAsync(admin, "inside.example", Cancellation);
        await access.UntilAsync(async () =>
            await one.Get<CheckApiKey>().HandleAsync(key.Text, Cancellation) is null && !await one.Get<AllowedHosts>().IsAllowedAsync(tenant, inside, Cancellation));

        // A request waits at the first for a process that the second runs, and that ends without an answer.
        var published = await one.Get<PublishRelease>().HandleAsync(
            admin,
            new PublishReleaseCommand(Processes.Artefacts(EndpointProcesses.Sequence("mute", EndpointProcesses.Endpoint("in", "mute"))), "signals"),
            Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
        using var slot = one.Get<ReplySlots>().Open(tenant);
        var instance = InstanceId.New(DateTimeOffset.UnixEpoch);
        var outcome = await two.Get<IInstanceOwner>().RunAsync(await StartOfAsync(two, tenant, instance, slot.RequestId), Cancellation);
        Assert.IsType<BurstOutcome.Committed>(outcome);
        var moved = Assert.IsType<SlotNews.Moved>(await slot.News.Reader.ReadAsync(Cancellation));
        Assert.Equal((instance, InstanceStatus.Finished, false), (moved.Instance, moved.Status, moved.IsAnswerExpected));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<InstanceCommand> StartOfAsync(TroubledHost host, TenantId tenant, InstanceId instance, string requestId)
    {
        EndpointRoute? route;
        while ((route = (await host.Get<PublishedEndpoints>().OfAsync(tenant, Cancellation))?.Routes.SingleOrDefault(r => r.DefinitionId == "mute")) is null)
        {
            await Task.Yield();
        }

        var request = new JsonObject { ["requestId"] = requestId, ["method"] = "POST", ["path"] = "mute" };
        return new InstanceCommand.Start(
            new CommandOrigin(tenant, instance, DateTimeOffset.UnixEpoch),
            route.DefinitionId,
            route.DefinitionHash,
            route.Revision,
            new Stimulus.Start(new JsonObject { [HttpRoutes.StartInput] = request }, null, route.ActivityId));
    }

    private static async Task UntilAsync(Func<bool> isIt)
    {
        while (!isIt())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<TroubledHost> StartAsync(PostgresCluster cluster, string node) => TroubledHost.StartAsync(new HostSettings
    {
        DataFolder = Directory.CreateDirectory(Path.Combine(_folder, node)).FullName,
        Store = cluster.Connection(Database),
    });

    /// <summary>What is heard of keys and hosts, after the host itself has heard it.</summary>
    private sealed class HeardAccess
    {
        private readonly Channel<NodeSignal> _heard = Channel.CreateUnbounded<NodeSignal>();

        public HeardAccess(INodeChannel channel) => channel.Listen(signal =>
        {
            if (signal is NodeSignal.Access)
            {
                _heard.Writer.TryWrite(signal);
            }
        });

        /// <summary>Looks again only when something was heard. Signals are hints: two that are the same may be sent as one.</summary>
        public async Task UntilAsync(Func<Task<bool>> holds)
        {
            while (!await holds())
            {
                await _heard.Reader.ReadAsync(Cancellation);
            }
        }
    }
}
