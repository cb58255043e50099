using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Durable;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>One process with an endpoint is published again and again while requests come in, see <see cref="PublishUnderLoad"/>.</summary>
internal sealed class PublishLoadBenchmark : IBenchmark
{
    private const int Connections = 64;

    public string Name => "publish-load";

    public string Summary => "publications under requests; --store sqlite,postgres --publishes 200 --rate 200";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var publishes = options.Numbers("publishes", "200")[0];
        var rate = options.Numbers("rate", "200")[0];
        foreach (var name in options.Text("store", "sqlite,postgres").Split(','))
        {
            await using var store = await BenchStore.OpenAsync(name);
            await using var host = await HttpProcess.StartAsync(store.Options, cancellation);
            using var client = host.Client(Connections);
            var found = await new PublishUnderLoad(
                async (key, process) =>
                {
                    var body = new { artefacts = new[] { new { kind = "workflow", key, content = process } } };
                    using var answer = await client.PostAsJsonAsync("/api/releases", body, cancellation);
                    answer.EnsureSuccessStatusCode();
                },
                client).RunAsync(publishes, rate, cancellation);
            var parameters = new Dictionary<string, string>
            {
                ["store"] = name,
                ["publishes"] = publishes.ToString(CultureInfo.InvariantCulture),
                ["rate"] = rate.ToString(CultureInfo.InvariantCulture),
            };
            yield return new Figure("requests", found.Requests, "", parameters);
            yield return new Figure("requests_per_s", found.RequestsPerSecond, "1/s", parameters);
            yield return new Figure("not_found", found.NotFound, "", parameters);
            yield return new Figure("failed", found.Failed, "", parameters);
            yield return new Figure("mixed", found.Mixed, "", parameters);
        }
    }
}
