using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Tests.Benchmarks.Http;
using LowCode.Tests.Benchmarks.Rules;

namespace LowCode.Tests.Benchmarks.Screening;

/// <summary>
/// Declarations judged over HTTP, client and server on this machine: one by one and in batches, at rest and while one rule of all is changed
/// and published again and again.
/// </summary>
internal sealed class ScreeningHttpBenchmark : IBenchmark
{
    private const int Seed = 7;
    private const int Batch = 100;

    public string Name => "screening-http";

    public string Summary => "declarations judged over HTTP; --rules 5000 --connections 32 --seconds 5 --changes 50";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rules = options.Numbers("rules", "5000")[0];
        var connections = options.Numbers("connections", "32")[0];
        var time = TimeSpan.FromSeconds(options.Numbers("seconds", "5")[0]);
        var changes = options.Numbers("changes", "50")[0];
        var declarations = await CustomsFiles.DeclarationsAsync(Seed, 2000, cancellation);
        await using var store = await BenchStore.OpenAsync("sqlite");
        await using var host = await HttpProcess.StartAsync(store.Options, cancellation);
        using var client = host.Client(connections);
        var set = new MarkedRuleSet(client);
        await set.PublishAsync(await CustomsFiles.RulesAsync(Seed, rules, cancellation), cancellation);
        var with = new Dictionary<string, string>
        {
            ["rules"] = rules.ToString(CultureInfo.InvariantCulture),
            ["connections"] = connections.ToString(CultureInfo.InvariantCulture),
        };

        var single = new ScreeningLoad(client, MarkedRuleSet.Path("evaluate"), [.. declarations.Select(d => Body(d.ToArray(), "application/json"))]);
        await single.RunAsync(connections, time / 2, cancellation);
        var one = await single.RunAsync(connections, time, cancellation);
        yield return new Figure("requests_per_s", one.PerSecond, "1/s", with);
        yield return new Figure("p99_ms", one.P99, "ms", with);
        yield return new Figure("failed", one.Failed, "", with);

        var batches = new ScreeningLoad(client, MarkedRuleSet.Path("screen"), [.. declarations.Chunk(Batch).Select(MarkedRuleSet.BatchOf)]) { IsWhole = MarkedRuleSet.IsOfOneVersion };
        await batches.RunAsync(connections, time / 2, cancellation);
        var many = await batches.RunAsync(connections, time, cancellation);
        yield return new Figure("batch_declarations_per_s", many.PerSecond * Batch, "1/s", with);
        yield return new Figure("batch_p99_ms", many.P99, "ms", with);
        yield return new Figure("batch_failed", many.Failed, "", with);

        var version = 0;
        foreach (var (kind, load, perRequest) in new[] { ("single", single, 1), ("batch", batches, Batch) })
        {
            with["meanwhile"] = kind;
            var (publish, effect, under) = await ChangeAsync(set, load, connections / 2, version, changes, cancellation);
            version += changes;
            yield return new Figure("publish_ms", publish[publish.Count / 2], "ms", with);
            yield return new Figure("effect_ms", effect[effect.Count / 2], "ms", with);
            yield return new Figure("effect_max_ms", effect[^1], "ms", with);
            yield return new Figure("declarations_per_s_while_changed", under.PerSecond * perRequest, "1/s", with);
            yield return new Figure("p99_while_changed_ms", under.P99, "ms", with);
            yield return new Figure("failed_while_changed", under.Failed, "", with);
            yield return new Figure("mixed_while_changed", under.Mixed, "", with);
        }
    }

    /// <summary>Changes one rule again and again while others ask; times in order.</summary>
    private static async Task<(List<double> Publish, List<double> Effect, ScreeningLoad.Round Under)> ChangeAsync(
        MarkedRuleSet set, ScreeningLoad load, int connections, int version, int changes, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var meanwhile = load.RunAsync(connections, Timeout.InfiniteTimeSpan, stop.Token);
        var (publish, effect) = (new List<double>(), new List<double>());
        for (var change = version + 1; change <= version + changes; change++)
        {
            var started = Stopwatch.GetTimestamp();
            await set.ChangeAsync(change, cancellation);
            publish.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await set.SeeAsync(change, cancellation);
            effect.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await stop.CancelAsync();
        publish.Sort();
        effect.Sort();
        return (publish, effect, await meanwhile);
    }

    internal static (byte[] Content, MediaTypeHeaderValue Type) Body(byte[] content, string type) => (content, new MediaTypeHeaderValue(type));
}
