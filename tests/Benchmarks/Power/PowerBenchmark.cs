using System.Globalization;
using System.Runtime.CompilerServices;

namespace LowCode.Tests.Benchmarks.Power;

/// <summary>Fails where a power cut would have lost anything acknowledged; with the mutation, where the battery sees nothing.</summary>
internal sealed class PowerBenchmark : IBenchmark
{
    private const string NoSync = "no-sync";

    public string Name => "power";

    public string Summary => $"power cuts that lose what was not synced, on SQLite; --cycles 100 --answers 300 --callers 24 --seed N, --mutation {NoSync}";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seed = options.Numbers("seed", Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture))[0];
        var mutation = options.Text("mutation", "");
        if (mutation is not ("" or NoSync))
        {
            throw new FormatException($"Expected {NoSync} or nothing for --mutation, but '{mutation}' came.");
        }

        var folder = Directory.CreateTempSubdirectory("lowcode-power-").FullName;
        var parameters = new Dictionary<string, string> { ["store"] = "sqlite", ["seed"] = seed.ToString(CultureInfo.InvariantCulture) };
        Figure Of(string metric, double value) => new(metric, value, "", parameters);
        try
        {
            await using var battery = new PowerBattery(folder, seed, mutation == NoSync ? "OFF" : "FULL");
            var cuts = 0;
            await foreach (var cut in battery.RunAsync(options.Numbers("cycles", "100")[0], options.Numbers("answers", "300")[0], options.Numbers("callers", "24")[0], cancellation))
            {
                cuts = cut.Cycle;
            }

            yield return Of("cuts", cuts);
            yield return Of("acknowledged", battery.Acknowledged);
            yield return Of("syncs", battery.Syncs);
            yield return Of("lost", battery.Findings.Lost.Count);
            yield return Of("duplicated", battery.Findings.Duplicated.Count);
            yield return Of("broken", battery.Findings.Broken.Count);
            if (battery.Findings.IsEmpty == (mutation == NoSync))
            {
                throw new InvalidOperationException(
                    mutation == NoSync ? "Expected the battery to see that nothing is synced, but it found nothing." : $"Expected nothing lost, but found:\n{battery.Findings}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
