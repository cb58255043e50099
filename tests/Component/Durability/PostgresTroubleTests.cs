using System.Net;
using LowCode.Host;
using LowCode.Tests.Component.Http;
using LowCode.Tests.Databases;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A server that stops, refuses to write, or ends its connections: clear words, nothing lost, on again by itself.</summary>
public sealed class PostgresTroubleTests : IDisposable
{
    private const string Database = "trouble";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-trouble-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_that_stops_is_told_and_work_goes_on_by_itself_when_it_is_back()
    {
        await using var cluster = await ClusterAsync();
        await using var host = await StartAsync(cluster);
        await host.SpeakAsync("en");
        var late = await host.StartLateAsync();
        await cluster.StopAsync();

        var (refusal, operation, _) = await host.ReportUntilRefusedAsync("stopped");
        await AssertRefusedAsync(refusal, "store.unreachable", "cannot be reached");
        Assert.Equal("store-unreachable", (string)(await host.HealthAsync()).Body["status"]!);
        var (status, page) = await host.SignInPageAsync("zh-CN");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("数据库暂时无法连接", page, StringComparison.Ordinal);

        await cluster.StartAsync();
        await host.UntilAsync(works: true);

        await AssertGoesOnAsync(host, operation, late);
    }

    [Theory]
    [InlineData("ALTER SYSTEM SET default_transaction_read_only = on", "ALTER SYSTEM RESET default_transaction_read_only", "store.read-only", "只能读取")]
    [InlineData(
        """
        CREATE FUNCTION disk_full() RETURNS TRIGGER LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER disk_full BEFORE INSERT ON journal EXECUTE FUNCTION disk_full();
        CREATE TRIGGER disk_full BEFORE INSERT ON store_check EXECUTE FUNCTION disk_full();
        """,
        "DROP FUNCTION disk_full CASCADE",
        "store.full",
        "存储空间已满")]
    public async Task Server_that_does_not_write_is_told_and_work_goes_on_by_itself_when_it_does(string trouble, string end, string code, string words)
    {
        await using var cluster = await ClusterAsync();
        await using var host = await StartAsync(cluster);
        var late = await host.StartLateAsync();
        await cluster.SqlAsync(trouble, Database);
        await cluster.SqlAsync("SELECT pg_reload_conf()", Database);

        var (refusal, operation, _) = await host.ReportUntilRefusedAsync("refused");
        await AssertRefusedAsync(refusal, code, words);
        Assert.Equal(code.Replace('.', '-'), (string)(await host.HealthAsync()).Body["status"]!);
        Assert.Contains(words, (await host.SignInPageAsync("zh-CN")).Text, StringComparison.Ordinal);

        await cluster.SqlAsync(end, Database);
        await cluster.SqlAsync("SELECT pg_reload_conf()", Database);
        await host.UntilAsync(works: true);

        await AssertGoesOnAsync(host, operation, late);
    }

    [Fact]
    public async Task Connections_that_are_ended_under_load_lose_nothing_and_double_nothing()
    {
        await using var cluster = await ClusterAsync();
        await using var host = await StartAsync(cluster);
        using var ended = new CancellationTokenSource();
        var killing = Task.Run(
            async () =>
            {
                for (var i = 0; !ended.IsCancellationRequested; i++)
                {
                    await cluster.SqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lowcode%'", Database);
                }
            },
            Cancellation);
        var (accepted, refused) = (0, 0);

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (i, _) =>
        {
            // As often as it takes, under one id; the last tries are left alone.
            for (var attempt = 0; ; attempt++)
            {
                using var answer = await host.ReportAsync($"ended-{i:000}");
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref accepted);
                    break;
                }

                Assert.Equal("store.unreachable", (string)(await answer.JsonAsync())["title"]!);
                if (Interlocked.Increment(ref refused) > 400)
                {
                    await ended.CancelAsync();
                }
            }
        });
        await ended.CancelAsync();
        await killing;
        await host.UntilAsync(works: true);

        Assert.Equal(200, accepted);
        Assert.True(refused > 0, "No connection was ended under a request.");
        Assert.Equal(200, await host.CountAsync("ended-"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<PostgresCluster> ClusterAsync()
    {
        var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Database}");
        return cluster;
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage refusal, string code, string words)
    {
        using (refusal)
        {
            var problem = await refusal.JsonAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, code), (refusal.StatusCode, (string)problem["title"]!));
            Assert.NotNull(refusal.Headers.RetryAfter);
            Assert.Contains(words, (string)problem["detail"]!, StringComparison.Ordinal);
        }
    }

    private static async Task AssertGoesOnAsync(TroubledHost host, string operation, string late)
    {
        await host.UntilFinishedAsync(late);
        Assert.Equal(HttpStatusCode.OK, (await host.HealthAsync()).Status);
        using var again = await host.ReportAsync(operation, length: 450);
        using var repeat = await host.ReportAsync(operation, length: 450);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (again.StatusCode, repeat.StatusCode));
        Assert.Equal(1, await host.CountAsync(operation));
        Assert.DoesNotContain("store-notice", (await host.SignInPageAsync("en")).Text, StringComparison.Ordinal);
    }

    private Task<TroubledHost> StartAsync(PostgresCluster cluster) =>
        TroubledHost.StartAsync(new HostSettings { DataFolder = _folder, Store = cluster.Connection(Database) });
}
