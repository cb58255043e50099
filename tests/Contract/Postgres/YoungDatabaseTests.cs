using System.Globalization;
using System.Text.RegularExpressions;
using LowCode.Storage.Postgres;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Instances;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>A database that was empty a moment ago: what is looked up by its key is found by its key, also before autovacuum came.</summary>
public sealed partial class YoungDatabaseTests : IAsyncLifetime
{
    private const int Instances = 300;

    private PostgresTestStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await PostgresTestStore.CreateAsync();

    [Fact]
    public async Task Statements_by_key_read_no_more_than_their_rows_after_the_first_bursts()
    {
        var asked = new HashSet<string>();
        _store.Get<PostgresDatabase>().Asked += sql =>
        {
            lock (asked)
            {
                asked.Add(sql);
            }
        };
        var bursts = _store.Get<IBurstStore>();
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(i => bursts.CommitAsync(
            Burst.StartCase(Id("i", i), Id("c", i)) with { Message = Burst.Message(Id("m", i), "open-case") }, Cancellation)));
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(i => bursts.CommitAsync(
            Burst.Next(1, Id("i", i)) with { Consumed = "b1", Closed = ["b1"], Message = Burst.Message(Id("n", i), Id("i", i)) }, Cancellation)));
        await _store.Get<PostgresDatabase>().Statistics.Latest;

        // Tables that were never analysed are at -1.
        Assert.True((float)_store.Scalar("SELECT reltuples FROM pg_class WHERE relname = 'instance'")! >= 250);
        await using var connection = new NpgsqlConnection(
            $"{_store.Connection};Pooling=false;Options=-c role=lowcode_application {PostgresDatabase.ByKey}");
        await connection.OpenAsync(Cancellation);
        var walks = new List<string>();
        foreach (var sql in asked.Where(s => !s.Contains("work_case_event e", StringComparison.Ordinal)))
        {
            walks.AddRange((await PostgresPlans.OfAsync(connection, PositionalSql.Of(sql).Text)).Where(step => OnlyTheTenant().IsMatch(step)).Select(step => $"{step} <- {sql}"));
        }

        Assert.True(asked.Count >= 12, $"Expected the statements of a burst's tables, but only {asked.Count} were seen.");
        Assert.True(walks.Count == 0, string.Join("\n\n", walks));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static string Id(string kind, int number) => kind + number.ToString("D6", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Index Cond: \(tenant_id = [^)]*(\)::text)?\)$|Seq Scan on (instance|bookmark|timer|work_case|inbox|task)\b")]
    private static partial Regex OnlyTheTenant();
}
