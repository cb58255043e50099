using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Databases;

namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>Bursts on a store that fails one call of a hundred, "done, but told that it failed" among them. Fails where anything is lost or done twice.</summary>
internal sealed class FaultsBenchmark : IBenchmark
{
    public string Name => "faults";

    public string Summary => "bursts on a store whose calls fail; --store sqlite --bursts 100000 --percent 1 --callers 32 --seed N";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var store = options.Text("store", "sqlite");
        var seed = options.Numbers("seed", Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture))[0];
        var folder = Directory.CreateTempSubdirectory("lowcode-faults-").FullName;
        await using var cluster = store == "postgres" ? await PostgresCluster.StartDurableAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE faults");
        }

        try
        {
            var host = new CrashHostOptions(cluster?.Connection("faults") ?? "", Path.Combine(folder, "data"), new Uri("http://localhost"), "");
            await using var battery = new FaultBattery(host, folder, options.Numbers("percent", "1")[0] / 100.0, seed);
            await battery.RunAsync(options.Numbers("bursts", "100000")[0], options.Numbers("callers", "32")[0], cancellation);
            Figure Of(string metric, double value) => new(
                metric, value, "", new Dictionary<string, string> { ["store"] = store, ["seed"] = seed.ToString(CultureInfo.InvariantCulture) });

            yield return Of("bursts", battery.Bursts);
            yield return Of("calls", battery.Faults.Calls);
            yield return Of("failed_before", battery.Faults.Before);
            yield return Of("failed_after_done", battery.Faults.After);
            yield return Of("lost", battery.Findings.Lost.Count);
            yield return Of("duplicated", battery.Findings.Duplicated.Count);
            yield return Of("broken", battery.Findings.Broken.Count);
            if (!battery.Findings.IsEmpty)
            {
                throw new InvalidOperationException($"Expected nothing lost or doubled, but found:\n{battery.Findings}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
