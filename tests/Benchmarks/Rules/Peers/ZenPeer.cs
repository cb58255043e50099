using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>GoRules ZEN in Node.js, its package installed beside the artifacts on first use.</summary>
internal static class ZenPeer
{
    private const string Package = "@gorules/zen-engine@0.54.0";

    /// <summary>Null with why, where it cannot run here.</summary>
    public static async Task<(PeerRound? Round, string Why)> JudgeAsync(
        IReadOnlyList<(string Id, string When)> rules, IReadOnlyList<string> documents, TimeSpan time, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Places.In("artifacts/zen")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            var (installed, _, why) = await RunAsync(folder, "npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, Package], cancellation);
            if (installed != 0)
            {
                return (null, why);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "rules.json"), JsonSerializer.Serialize(rules.Select(r => new { id = r.Id, when = r.When })), cancellation);
        await File.WriteAllLinesAsync(Path.Combine(folder, "documents.jsonl"), documents, cancellation);
        var script = Places.In("tests/Benchmarks/Rules/Peers/zen.mjs");
        var (code, output, error) = await RunAsync(
            folder, "node", [script, "rules.json", "documents.jsonl", time.TotalSeconds.ToString(CultureInfo.InvariantCulture)], cancellation);
        return code == 0 ? (JsonSerializer.Deserialize<PeerRound>(output, JsonSerializerOptions.Web), "") : (null, error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string folder, string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}

/// <param name="Hits">Ids of the rules that held, by document.</param>
internal sealed record PeerRound(IReadOnlyList<IReadOnlyList<string>> Hits, int Judged, double Seconds, double CpuSeconds);
