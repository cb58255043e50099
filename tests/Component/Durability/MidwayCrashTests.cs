using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.Journal;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Databases;
using LowCode.Work;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>The process ends between two commits of one burst: what was committed stays, the rest is done once by whoever starts next.</summary>
public sealed class MidwayCrashTests : IDisposable
{
    private const string Tenant = "north";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-midway-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", "midway:1", 1)]
    [InlineData("sqlite", "midway:3", 3)]
    [InlineData("sqlite", "before-delete-bookmark:2", 2)]
    [InlineData("postgres", "midway:2", 2)]
    [InlineData("postgres", "before-delete-bookmark:1", 1)]
    public async Task Burst_that_ends_between_its_commits_goes_on_where_it_was_committed_last(string store, string failpoint, int commits)
    {
        await using var cluster = store == "postgres" ? await PostgresCluster.StartDurableAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE midway");
        }

        var host = new CrashHostOptions(cluster?.Connection("midway") ?? "", Path.Combine(_folder, "data"), new Uri("http://127.0.0.1:1"), "");
        await KillAtAsync(host, failpoint);
        Assert.Equal((commits, "Executing"), await InstanceAsync(host));

        await GoOnAsync(host);

        var (rows, status) = await InstanceAsync(host);
        Assert.Equal("Finished", status);
        var journal = await JournalAsync(host);
        Assert.Equal(rows, journal.Count);
        Assert.Equal(["root", "one", "two", "three", "four"], Activities(journal, JournalKind.ActivityStarted));
        Assert.Equal(["one", "two", "three", "four", "root"], Activities(journal, JournalKind.ActivityCompleted));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task KillAtAsync(CrashHostOptions host, string failpoint)
    {
        await using var process = new CrashProcess(host);
        var life = await process.StartAsync(failpoint, Cancellation);
        var start = new CrashRequest(Tenant, "first", CrashProcesses.Steps, null);
        await Assert.ThrowsAsync<HttpRequestException>(() => life.Http.PostAsJsonAsync("/start", start, Cancellation));
        await life.Exited.WaitAsync(Cancellation);
        Assert.True(life.EndedItself, await life.ErrorsAsync());
    }

    /// <summary>The next process, at a time when the continuation has fallen due.</summary>
    private static async Task GoOnAsync(CrashHostOptions host)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(2)))
            .AddStorage(host.Storage())
            .AddWork()
            .BuildServiceProvider(validateScopes: true);
        await services.GetRequiredService<WakeUpRound>().RunAsync(Cancellation);
    }

    private static async Task<(int Version, string SubStatus)> InstanceAsync(CrashHostOptions host) => Assert.Single(await CrashDatabase.Of(host).ReadAsync(
        view => view.RowsAsync("SELECT row_version, sub_status FROM instance", r => (Convert.ToInt32(r.GetValue(0), CultureInfo.InvariantCulture), r.GetString(1)))));

    private static Task<List<JsonArray>> JournalAsync(CrashHostOptions host) => CrashDatabase.Of(host).ReadAsync(
        view => view.RowsAsync("SELECT entries FROM journal ORDER BY seq", r => JsonNode.Parse(r.GetString(0))!.AsArray()));

    private static IEnumerable<string?> Activities(List<JsonArray> journal, JournalKind kind) =>
        journal.SelectMany(j => j).Where(e => (string?)e!["kind"] == kind.ToString()).Select(e => (string?)e!["activityId"]);
}
