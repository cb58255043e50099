using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LowCode.Tests.Benchmarks.Feel;

/// <summary>The same expressions by npm's feelin; Node.js and npm must be there, the package is installed beside the build's artifacts.</summary>
internal static class FeelinPeer
{
    private const string Package = "feelin@8.2.0";

    private const string Script =
        """
        import { evaluate } from 'feelin';
        import { readFileSync } from 'node:fs';
        const { data, expressions, milliseconds } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
        const round = () => { for (const e of expressions) evaluate(e, data); };
        const values = expressions.map(e => String(evaluate(e, data).value));
        const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
        const until = t => { const end = spent() + t; let n = 0; while (spent() < end) { round(); n++; } return n; };
        until(milliseconds / 2);
        const start = spent();
        const rounds = until(milliseconds);
        console.log(JSON.stringify({ values, perSecond: rounds * expressions.length / (spent() - start) * 1000 }));
        """;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Evaluations a second of processor time.</summary>
    /// <exception cref="InvalidOperationException">Node.js or the package is not there, or a value differs.</exception>
    public static async Task<double> MeasureAsync(IReadOnlyList<string> expected, TimeSpan span, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Places.In("artifacts/feelin")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "feelin")))
        {
            await RunAsync("npm", folder, ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, Package], cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "measure.mjs"), Script, cancellation);
        var work = JsonSerializer.Serialize(
            new { data = JsonSerializer.Deserialize<JsonElement>(Workload.Json), expressions = Workload.Expressions.Select(e => e.Feel), milliseconds = span.TotalMilliseconds },
            _json);
        await File.WriteAllTextAsync(Path.Combine(folder, "work.json"), work, cancellation);
        var answer = JsonSerializer.Deserialize<Answer>(await RunAsync("node", folder, ["measure.mjs", "work.json"], cancellation), _json)!;
        for (var i = 0; i < expected.Count; i++)
        {
            Peers.Verify("feelin", Workload.Expressions[i].Feel, expected[i], answer.Values[i]);
        }

        return answer.PerSecond;
    }

    private static async Task<string> RunAsync(string program, string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"Expected {program}, but it cannot be started.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var complaint = await errors;
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"Expected {program} to succeed, but it ended: {complaint}");
    }

    private sealed record Answer(IReadOnlyList<string> Values, double PerSecond);
}
