using System.Globalization;
using System.Runtime.CompilerServices;

namespace LowCode.Tests.Benchmarks.Kills;

/// <summary>
/// Imports a file while its process is killed again and again at random moments, and holds the end against an import that nothing
/// disturbed. Fails where a single case differs.
/// </summary>
internal sealed class ImportKillsBenchmark : IBenchmark
{
    public string Name => "import-kills";

    public string Summary => "kill -9 during an import, restart, compare: --kills 20 --kills-per-import 5 --seed N --file CSV --mapping JSON";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = Path.GetFullPath(options.Text("file", Places.Beside("shared/data/nyc311/service_requests_1000.csv")));
        var mapping = Path.GetFullPath(options.Text("mapping", Places.In("templates/event-dispatch/samples/nyc311/mapping.json")));
        var seed = options.Numbers("seed", Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture))[0];
        var (kills, perImport) = (options.Numbers("kills", "20")[0], options.Numbers("kills-per-import", "5")[0]);
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("lowcode-kills-").FullName;
        try
        {
            var undisturbed = new KillableImport(file, mapping, Path.Combine(folder, "undisturbed"));
            await undisturbed.FinishAsync(cancellation);
            var (expected, numbers) = (undisturbed.Data.Traces(), undisturbed.Data.Numbers());
            var middle = 0;
            for (var done = 0; done < kills;)
            {
                var import = new KillableImport(file, mapping, Path.Combine(folder, done.ToString(CultureInfo.InvariantCulture)));
                foreach (var at in KillPoints.Draw(random, Math.Min(perImport, kills - done), expected.Count))
                {
                    var committed = await import.KillAsync(at, TimeSpan.FromMilliseconds(random.Next(60)), cancellation);
                    middle += committed is > 0 && committed < expected.Count ? 1 : 0;
                    yield return Of("cases_before_kill", committed, "cases", seed, ++done);
                }

                await import.FinishAsync(cancellation);
                var traces = import.Data.Traces();
                yield return Of("cases_at_the_end", traces.Count, "cases", seed, done);
                yield return Of("cases_that_differ", KillPoints.Differences(expected, traces).Count, "cases", seed, done);
                if (KillPoints.Differences(expected, traces) is { Count: > 0 } different)
                {
                    throw new InvalidOperationException($"Expected the same as without kills, but these differ (seed {seed}): {string.Join(", ", different.Take(20))}");
                }

                if (!numbers.SequenceEqual(import.Data.Numbers()))
                {
                    throw new InvalidOperationException($"Expected the numbers of an import without kills (seed {seed}), but they are others.");
                }
            }

            yield return Of("kills_in_the_middle", middle, "kills", seed, kills);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Figure Of(string metric, double value, string unit, int seed, int kill) => new(
        metric,
        value,
        unit,
        new Dictionary<string, string> { ["kill"] = kill.ToString(CultureInfo.InvariantCulture), ["seed"] = seed.ToString(CultureInfo.InvariantCulture) });
}
