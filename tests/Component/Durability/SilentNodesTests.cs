using LowCode.Definitions;
using LowCode.Host;
using LowCode.Tests.Component.Http;
using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using LowCode.Work.Changes;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Two hosts on one PostgreSQL database that carries no NOTIFY: what one commits reaches the other all the same.</summary>
public sealed class SilentNodesTests : IDisposable
{
    private const string Database = "silent";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-silent-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_node_publishes_and_commits_reaches_the_other_by_looking()
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Database}");
        await using var one = await StartAsync(cluster, "one");
        await using var two = await StartAsync(cluster, "two");
        Assert.False(one.Get<INodeChannel>().IsHeard);
        var tenant = new TenantId("demo");
        var before = (await two.Get<PublishedDefinitions>().CurrentAsync(tenant, Cancellation)).Revision;

        // A release that one publishes becomes current at the other.
        var published = await one.Get<PublishRelease>().HandleAsync(
            Actor.System(tenant), new PublishReleaseCommand(Processes.Artefacts(Receiver, Sender), "silent"), Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
        var release = await UntilAsync(
            async () => await two.Get<PublishedDefinitions>().CurrentAsync(tenant, Cancellation), view => view.Revision > before);
        Assert.NotNull(release.WorkflowHash("sender"));

        // A case that one changes is read again by screens of the other.
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (two.Get<ChangeFeed>().Listen(tenant, change => shown.TrySetResult()))
        {
            using var reported = await one.ReportAsync("silent-1");
            var number = (string)(await reported.JsonAsync())["number"]!;
            await shown.Task.WaitAsync(Cancellation);
            Assert.True(await two.IsThereAsync(number));
        }

        // An instance of the first goes on by an event that an instance of the second sends, and by a timer: whoever looks first.
        var receiver = await StartAsync(one, tenant, "receiver");
        await StartAsync(two, tenant, "sender");
        await UntilAsync(
            async () => (await one.Get<IInstanceQueries>().ProgressAsync(tenant, receiver, Cancellation))!, progress => progress.Status == "Finished");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static System.Text.Json.Nodes.JsonObject Receiver =>
        Processes.Sequence("receiver", Processes.Event("wait", "Told"), Processes.Delay("pause", "00:00:00.100"));

    private static System.Text.Json.Nodes.JsonObject Sender => Processes.Sequence("sender", Processes.Publish("tell", "Told"));

    private static async Task<string> StartAsync(TroubledHost host, TenantId tenant, string definition)
    {
        var started = await host.Get<StartInstance>().HandleAsync(
            Actor.System(tenant), new StartInstanceCommand(definition, [], null, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    /// <summary>Asks again until the answer is there; the test's own time limit is the only one.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isIt)
    {
        while (true)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (await ask() is var answer && isIt(answer))
            {
                return answer;
            }

            await Task.Yield();
        }
    }

    private Task<TroubledHost> StartAsync(PostgresCluster cluster, string node) => TroubledHost.StartAsync(new HostSettings
    {
        DataFolder = Directory.CreateDirectory(Path.Combine(_folder, node)).FullName,
        Store = cluster.Connection(Database),
        StoreNotify = "off",
    });
}
