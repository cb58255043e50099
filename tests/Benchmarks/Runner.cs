using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LowCode.Tests.Benchmarks;

/// <summary>Finds the benchmark that was asked for and prints its figures, as a table or as JSON lines.</summary>
internal static class Runner
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<IBenchmark> benchmarks, string[] args)
    {
        if (args.Length == 0)
        {
            foreach (var known in benchmarks)
            {
                Console.WriteLine($"{known.Name,-12} {known.Summary}");
            }

            return 0;
        }

        if (benchmarks.FirstOrDefault(b => b.Name == args[0]) is not { } benchmark)
        {
            await Console.Error.WriteLineAsync($"Expected one of {string.Join(", ", benchmarks.Select(b => b.Name))}, but '{args[0]}' came.");
            return 2;
        }

        try
        {
            var options = BenchmarkOptions.Parse(args[1..]);
            await foreach (var figure in benchmark.RunAsync(options, CancellationToken.None))
            {
                Console.WriteLine(options.Json ? Line(benchmark, figure) : Row(figure));
            }

            return 0;
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    private static string Line(IBenchmark benchmark, Figure figure) =>
        JsonSerializer.Serialize(
            new { bench = benchmark.Name, metric = figure.Metric, value = Math.Round(figure.Value, 3), unit = figure.Unit, @params = figure.Params },
            _json);

    private static string Row(Figure figure) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', figure.Params.Select(p => $"{p.Key}={p.Value}")),-28} {figure.Metric,-24} {figure.Value,14:N2} {figure.Unit}");
}
