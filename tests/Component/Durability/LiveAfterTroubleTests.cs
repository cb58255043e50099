using LowCode.Host;
using LowCode.Host.Demo;
using LowCode.Tests.Component.Http;
using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Who watches an instance is told what other nodes did to it, also after the database was away.</summary>
public sealed class LiveAfterTroubleTests : IDisposable
{
    private const string Database = "live";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-live-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewer_is_told_what_another_node_did_after_a_look_had_failed()
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Database}");
        var settings = new HostSettings { DataFolder = _folder, Store = cluster.Connection(Database) };
        using var lines = new Lines("LowCode.Host.Elsa.ElsaLive");
        await using var host = await TroubledHost.StartAsync(settings, lines);
        await using var other = WebHost.Create(settings, builder => builder.WebHost.UseTestServer());
        var instance = await WaitingAsync(host);
        using var viewer = await host.WatchAsync(instance);
        await cluster.StopAsync();
        await lines.First.WaitAsync(Cancellation);
        await cluster.StartAsync();
        await host.UntilAsync(works: true);

        var sent = await other.Services.GetRequiredService<SendEvent>().HandleAsync(
            Actor.System(DemoTenant.Id), new SendEventCommand("Ping", new EventAddress.Instance(instance), null, "ping"), Cancellation);
        var told = await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowInstanceUpdatedAsync");

        Assert.Equal(1, sent.Value!.Resumed);
        Assert.Equal(instance, (string)told["arguments"]![0]!["workflowInstanceId"]!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> WaitingAsync(TroubledHost host)
    {
        var system = Actor.System(DemoTenant.Id);
        var waiter = Processes.Sequence("waiter", Processes.Event("wait", "Ping"));
        var published = await host.Get<PublishRelease>().HandleAsync(system, new PublishReleaseCommand(Processes.Artefacts(waiter), "waiter"), Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
        var started = await host.Get<StartInstance>().HandleAsync(system, new StartInstanceCommand("waiter", [], null, "waiter"), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    /// <summary>Ends its task at the first warning of a class.</summary>
    private sealed class Lines(string category) : ILoggerProvider
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => _first.Task;

        public ILogger CreateLogger(string categoryName) => new Line(categoryName == category ? _first : null);

        public void Dispose()
        {
        }

        private sealed class Line(TaskCompletionSource? first) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => first is not null && logLevel >= LogLevel.Warning;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                {
                    first?.TrySetResult();
                }
            }
        }
    }
}
