using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Databases;

namespace LowCode.Tests.Benchmarks.Races;

/// <summary>Fails where a race did not end with exactly one commit.</summary>
internal sealed class RacesBenchmark : IBenchmark
{
    public string Name => "races";

    public string Summary => "two owners resume one bookmark; --store sqlite --races 10000";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var store = options.Text("store", "sqlite");
        var races = options.Numbers("races", "10000")[0];
        var folder = Directory.CreateTempSubdirectory("lowcode-races-").FullName;
        await using var cluster = store == "postgres" ? await PostgresCluster.StartDurableAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE races");
        }

        try
        {
            var battery = new RaceBattery(new CrashHostOptions(cluster?.Connection("races") ?? "", folder, new Uri("http://localhost"), ""));
            await battery.RunAsync(races, cancellation);
            var parameters = new Dictionary<string, string> { ["store"] = store };
            yield return new Figure("races", races, "races", parameters);
            yield return new Figure("won_by_first_owner", battery.FirstWins, "races", parameters);
            yield return new Figure("not_exactly_one_commit", battery.Wrong, "races", parameters);
            if (battery.Wrong > 0)
            {
                throw new InvalidOperationException($"Expected exactly one commit in each race, but in {battery.Wrong} it was otherwise.");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
