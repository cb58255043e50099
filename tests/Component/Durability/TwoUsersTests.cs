using System.Net;
using LowCode.Host;
using LowCode.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>PostgreSQL with two users, as the administrator's guide says: one owns and migrates, the other works and owns nothing.</summary>
public sealed class TwoUsersTests : IDisposable
{
    private const string Database = "agency";
    private const string Owner = "agency_owner";
    private const string Worker = "agency_worker";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-users-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_starts_on_an_empty_database_and_its_timers_and_effects_run()
    {
        await using var cluster = await ClusterAsync();

        // Nobody has used the store before: the scheduler is the first.
        await using (var empty = WebHost.Create(SettingsOf(cluster) with { WithDemo = false }, builder => builder.WebHost.UseTestServer()))
        {
            await empty.StartAsync(Cancellation);
            await empty.StopAsync(Cancellation);
        }

        await using var host = await TroubledHost.StartAsync(SettingsOf(cluster));
        await host.UntilFinishedAsync(await host.StartLateAsync());
        using var reported = await host.ReportAsync("two-users");

        Assert.Equal(HttpStatusCode.Created, reported.StatusCode);
        Assert.Equal(0L, await ScalarAsync(cluster, Owner, $"SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> '{Owner}'"));
        Assert.True((long)(await ScalarAsync(cluster, Owner, "SELECT COUNT(*) FROM qrtz_job_details"))! > 0, "Expected the jobs in the scheduler's tables.");
    }

    [Fact]
    public async Task User_that_works_can_neither_make_tables_nor_see_rows_without_a_tenant()
    {
        await using var cluster = await ClusterAsync();
        await using var host = await TroubledHost.StartAsync(SettingsOf(cluster));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(cluster, Worker, "CREATE TABLE smuggled (i INT)"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(0L, await ScalarAsync(cluster, Worker, "SELECT COUNT(*) FROM instance"));
        Assert.NotEqual(0L, await ScalarAsync(cluster, Owner, "SELECT COUNT(*) FROM person"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<PostgresCluster> ClusterAsync()
    {
        var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync(
            $"""
            CREATE ROLE lowcode_application; CREATE ROLE lowcode_claiming;
            CREATE ROLE {Owner} LOGIN; CREATE ROLE {Worker} LOGIN;
            GRANT lowcode_application, lowcode_claiming TO {Owner}, {Worker};
            """);
        await cluster.SqlAsync($"CREATE DATABASE {Database} OWNER {Owner}");
        return cluster;
    }

    private static async Task<object?> ScalarAsync(PostgresCluster cluster, string user, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection(Database, user) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private HostSettings SettingsOf(PostgresCluster cluster) =>
        new() { DataFolder = _folder, Store = cluster.Connection(Database, Worker), StoreOwner = cluster.Connection(Database, Owner) };
}
