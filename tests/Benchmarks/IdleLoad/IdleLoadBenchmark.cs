using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Tests.Databases;

namespace LowCode.Tests.Benchmarks.IdleLoad;

/// <summary>
/// Whether instances that ended or wait slow down new ones: alternating runs on an empty database and on one that was filled with copies of
/// real rows, the median of the ratios, whole tables that were read, and the memory of the process.
/// </summary>
internal sealed class IdleLoadBenchmark : IBenchmark
{
    private const double LeastRatio = 0.9;

    public string Name => "idle-load";

    public string Summary =>
        "new instances beside many idle ones; --store sqlite|postgres --finished 1000000 --waiting 100000 --pairs 7 --instances 2000 --callers 16";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var store = options.Text("store", "sqlite");
        var (finished, waiting) = (options.Numbers("finished", "1000000")[0], options.Numbers("waiting", "100000")[0]);
        var (pairs, instances, callers) = (options.Numbers("pairs", "7")[0], options.Numbers("instances", "2000")[0], options.Numbers("callers", "16")[0]);
        var parameters = new Dictionary<string, string>
        {
            ["store"] = store,
            ["finished"] = finished.ToString(CultureInfo.InvariantCulture),
            ["waiting"] = waiting.ToString(CultureInfo.InvariantCulture),
        };
        var folder = Directory.CreateTempSubdirectory("lowcode-idle-").FullName;
        await using var cluster = store == "postgres" ? await PostgresCluster.StartDurableAsync() : null;
        try
        {
            var (empty, full) = (await OpenAsync(store, cluster, folder, "empty", cancellation), await OpenAsync(store, cluster, folder, "full", cancellation));
            var watch = Stopwatch.StartNew();
            await full.FillAsync(finished, waiting, cancellation);
            yield return new Figure("fill_s", watch.Elapsed.TotalSeconds, "s", parameters);
            var before = await full.SequentialScansAsync();
            var (ratios, memory) = (new List<double>(), new List<double>());
            for (var pair = 0; pair < pairs; pair++)
            {
                // The first of a pair changes each time, so that neither side has the warmer machine.
                var rates = new Dictionary<IdleDatabase, double>();
                foreach (var database in pair % 2 == 0 ? new[] { empty, full } : [full, empty])
                {
                    rates[database] = await RateAsync(database.Options, instances, callers, cancellation);
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
                }

                ratios.Add(rates[full] / rates[empty]);
                yield return new Figure("instances_per_s_empty", rates[empty], "1/s", parameters);
                yield return new Figure("instances_per_s_full", rates[full], "1/s", parameters);
            }

            var median = ratios.Order().ElementAt(ratios.Count / 2);
            yield return new Figure("median_ratio", median, "", parameters);
            yield return new Figure("memory_growth_mb", memory[^1] - memory[Math.Min(1, memory.Count - 1)], "MB", parameters);
            if (await full.SequentialScansAsync() - before is { } scans)
            {
                yield return new Figure("sequential_scans", scans, "", parameters);
                Demand(scans == 0, $"Expected no whole table of the engine to be read, but {scans} were.");
            }

            Demand(median >= LeastRatio, string.Create(CultureInfo.InvariantCulture, $"Expected a median ratio of at least {LeastRatio}, but it is {median:F2}."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IdleDatabase> OpenAsync(string store, PostgresCluster? cluster, string folder, string name, CancellationToken cancellation)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        IdleDatabase database = store switch
        {
            "sqlite" => new SqliteIdleDatabase(place),
            "postgres" => new PostgresIdleDatabase(cluster!, name, place),
            _ => throw new FormatException($"Expected sqlite or postgres for --store, but '{store}' came."),
        };
        if (cluster is not null)
        {
            await cluster.SqlAsync($"CREATE DATABASE \"{name}\"");
        }

        await using var product = await DurableProduct.OpenAsync(database.Options, cancellation);
        await product.RunInstanceAsync(cancellation);
        await product.StartWaitingAsync(cancellation);
        return database;
    }

    private static async Task<double> RateAsync(StorageOptions options, int instances, int callers, CancellationToken cancellation)
    {
        await using var product = await DurableProduct.OpenAsync(options, cancellation);
        for (var i = 0; i < callers; i++)
        {
            await product.RunInstanceAsync(cancellation);
        }

        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0, instances, new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellation }, async (_, token) => await product.RunInstanceAsync(token));
        return instances / watch.Elapsed.TotalSeconds;
    }

    private static void Demand(bool isMet, string otherwise)
    {
        if (!isMet)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
