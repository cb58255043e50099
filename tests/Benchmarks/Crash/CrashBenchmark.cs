using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Crash.Mutations;
using LowCode.Tests.Databases;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>The crash battery: fails where anything acknowledged is lost or done twice. With a mutation it fails where the battery sees nothing.</summary>
internal sealed class CrashBenchmark : IBenchmark
{
    private const int LeastInFlight = 20;
    private const double LeastAnswered = 0.95;

    public string Name => "crash";

    public string Summary =>
        $"kill -9 under load with an oracle outside; --store sqlite --cycles 200 --answers 1200 --seed N, --resume SEED goes on, --mutation {Mutation.EarlyAnswer}|{Mutation.LooseBookmark}";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seed = int.Parse(
            options.Text("resume", options.Text("seed", Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture))), CultureInfo.InvariantCulture);
        var store = options.Text("store", "sqlite");
        if (store is not ("sqlite" or "postgres"))
        {
            throw new FormatException($"Expected sqlite or postgres for --store, but '{store}' came.");
        }

        var mutation = options.Text("mutation", "");
        var folder = Places.In(FormattableString.Invariant($"artifacts/crash-{store}-{seed}"));
        var cluster = FormattableString.Invariant($"lowcode-crash-{seed}");
        if (options.Text("resume", "").Length == 0)
        {
            await ForgetAsync();
        }

        async Task ForgetAsync()
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            await PostgresCluster.ForgetAsync(cluster);
        }

        var battery = new CrashBattery(new CrashBatteryOptions(
            store, folder, options.Numbers("cycles", "200")[0], seed, mutation, Answers: options.Numbers("answers", "1200")[0], StopsAtFirst: mutation.Length > 0, Cluster: cluster));
        await using (battery)
        {
            Figure Of(string metric, double value, string unit, params (string, string)[] more) => new(
                metric,
                value,
                unit,
                new[] { ("store", store), ("seed", seed.ToString(CultureInfo.InvariantCulture)) }.Concat(more).ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal));

            await foreach (var kill in battery.RunAsync(cancellation))
            {
                yield return Of("in_flight", kill.InFlight, "requests", ("cycle", kill.Cycle.ToString(CultureInfo.InvariantCulture)), ("point", kill.Point));
            }

            foreach (var (point, hits) in battery.Points.Hits)
            {
                yield return Of("hits", hits, "kills", ("point", point));
            }

            var totals = battery.Totals;
            yield return Of("kills", totals.Kills, "kills");
            yield return Of("kills_at_start", totals.KillsAtStart, "kills");
            yield return Of("least_in_flight", totals.LeastInFlight, "requests");
            yield return Of("answered_share", totals.AnsweredShare, "");
            yield return Of("requests", totals.Asked, "requests");
            yield return Of("instances", totals.Instances, "instances");
            yield return Of("effects", totals.Effects, "effects");
            yield return Of("effects_resent_same_key", totals.Resent, "effects");
            yield return Of("restart_max_ms", totals.Restarts.Max().TotalMilliseconds, "ms");
            yield return Of("timer_lateness_p99_ms", totals.TimerLateness.TotalMilliseconds, "ms");
            yield return Of("lost", battery.Findings.Lost.Count, "");
            yield return Of("duplicated", battery.Findings.Duplicated.Count, "");
            yield return Of("broken", battery.Findings.Broken.Count, "");
            Judge(battery, mutation, options.Numbers("cycles", "200")[0]);
        }

        await ForgetAsync();
    }

    private static void Judge(CrashBattery battery, string mutation, int cycles)
    {
        if (mutation.Length > 0)
        {
            if (battery.Findings.IsEmpty)
            {
                throw new InvalidOperationException($"Expected the battery to see {mutation}, but it found nothing.");
            }

            return;
        }

        if (!battery.Findings.IsEmpty || battery.Totals.Refused > 0)
        {
            throw new InvalidOperationException($"Expected nothing lost, doubled or refused, but found:\n{battery.Findings}\n{battery.Totals.FirstRefusal}");
        }

        if (battery.Totals.LeastInFlight < LeastInFlight || battery.Totals.AnsweredShare < LeastAnswered)
        {
            throw new InvalidOperationException(
                $"Expected at least {LeastInFlight} requests in flight and {LeastAnswered:P0} answered, but they were {battery.Totals.LeastInFlight} and {battery.Totals.AnsweredShare:P1}.");
        }

        if (cycles >= battery.Points.Hits.Count * 3 && battery.Points.Hits.Values.Min() == 0)
        {
            throw new InvalidOperationException($"Expected every point to be hit, but these were not: {string.Join(", ", battery.Points.Hits.Where(h => h.Value == 0).Select(h => h.Key))}");
        }
    }
}
