using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Durable;
using Microsoft.Data.Sqlite;

namespace LowCode.Tests.Benchmarks.IdleLoad;

/// <summary>
/// Whether instances that ended or wait slow down new ones: alternating runs on an empty database and on one that was filled with copies of
/// real rows, the median of the ratios, and the memory of the process.
/// </summary>
internal sealed class IdleLoadBenchmark : IBenchmark
{
    private const double LeastRatio = 0.9;

    public string Name => "idle-load";

    public string Summary => "new instances beside many idle ones on SQLite; --finished 1000000 --waiting 100000 --pairs 7 --instances 2000 --callers 16";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (finished, waiting) = (options.Numbers("finished", "1000000")[0], options.Numbers("waiting", "100000")[0]);
        var (pairs, instances, callers) = (options.Numbers("pairs", "7")[0], options.Numbers("instances", "2000")[0], options.Numbers("callers", "16")[0]);
        var folder = Directory.CreateTempSubdirectory("lowcode-idle-").FullName;
        var parameters = new Dictionary<string, string>
        {
            ["store"] = "sqlite",
            ["finished"] = finished.ToString(CultureInfo.InvariantCulture),
            ["waiting"] = waiting.ToString(CultureInfo.InvariantCulture),
        };
        try
        {
            var (empty, full) = (Path.Combine(folder, "empty"), Path.Combine(folder, "full"));
            foreach (var place in new[] { empty, full })
            {
                await using var product = await DurableProduct.OpenAsync(new StorageOptions { DataFolder = place }, cancellation);
                await product.RunInstanceAsync(cancellation);
                await product.StartWaitingAsync(cancellation);
            }

            Fill(full, finished, waiting);
            var ratios = new List<double>();
            var memory = new List<double>();
            for (var pair = 0; pair < pairs; pair++)
            {
                // The first of a pair changes each time, so that neither side has the warmer machine.
                var places = pair % 2 == 0 ? new[] { empty, full } : [full, empty];
                var rates = new Dictionary<string, double>(StringComparer.Ordinal);
                foreach (var place in places)
                {
                    rates[place] = await RateAsync(place, instances, callers, cancellation);
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
                }

                ratios.Add(rates[full] / rates[empty]);
                yield return new Figure("instances_per_s_empty", rates[empty], "1/s", parameters);
                yield return new Figure("instances_per_s_full", rates[full], "1/s", parameters);
            }

            var median = ratios.Order().ElementAt(ratios.Count / 2);
            yield return new Figure("median_ratio", median, "", parameters);
            yield return new Figure("memory_growth_mb", memory[^1] - memory[0], "MB", parameters);
            if (median < LeastRatio)
            {
                throw new InvalidOperationException($"Expected a median ratio of at least {LeastRatio}, but it is {median:F2}.");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> RateAsync(string place, int instances, int callers, CancellationToken cancellation)
    {
        await using var product = await DurableProduct.OpenAsync(new StorageOptions { DataFolder = place }, cancellation);
        for (var i = 0; i < callers; i++)
        {
            await product.RunInstanceAsync(cancellation);
        }

        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0, instances, new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellation }, async (_, token) => await product.RunInstanceAsync(token));
        return instances / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Copies of the row of an instance that ended and of one that waits, with what belongs to them, under ids of their own.</summary>
    private static void Fill(string folder, int finished, int waiting)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "lowcode.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        Execute(connection, "PRAGMA foreign_keys = OFF");
        Execute(connection, "BEGIN");
        foreach (var (status, count) in new[] { ("Finished", finished), ("Running", waiting) })
        {
            foreach (var table in new[] { "instance", "journal", "bookmark", "inbox" })
            {
                var columns = Columns(connection, table);
                var owner = table == "inbox" ? "consumer" : "instance_id";
                var values = columns.Select(c => c == owner ? $"printf('{status[0]}%031d', n.value)" : "o." + c);
                Execute(
                    connection,
                    $"""
                    WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count})
                    INSERT INTO {table} ({string.Join(", ", columns)})
                    SELECT {string.Join(", ", values)}
                    FROM n CROSS JOIN {table} o
                    WHERE o.{owner} = (SELECT instance_id FROM instance WHERE status = '{status}' AND length(instance_id) = 32 AND instance_id NOT LIKE '%00000000000%' LIMIT 1)
                    """);
            }
        }

        Execute(connection, "COMMIT");
    }

    private static List<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
