using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>Elsa Studio out of its npm package in a browser of its own, driven by a script that knows nothing of this product.</summary>
internal sealed class StudioDriver
{
    private static readonly string _folder = Path.Combine(Places.Root, "artifacts", "elsa-studio");
    private static readonly string[] _packages = ["@elsa-workflows/elsa-studio-wasm@3.8.2", "playwright-core@1.65.1"];
    private static readonly string[] _scripts = ["drive.mjs", "studio-host.mjs"];

    private StudioDriver()
    {
    }

    /// <param name="scripts">Where the driver lies.</param>
    /// <exception cref="InvalidOperationException">The packages cannot be had.</exception>
    public static async Task<StudioDriver> InstallAsync(string scripts, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        foreach (var script in _scripts)
        {
            File.Copy(Path.Combine(scripts, script), Path.Combine(_folder, script), overwrite: true);
            File.SetAttributes(Path.Combine(_folder, script), FileAttributes.Normal);
        }

        if (!Directory.Exists(Package))
        {
            await RunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", _folder, .. _packages], [], cancellation);
        }

        return new StudioDriver();
    }

    private static string Package => Path.Combine(_folder, "node_modules", "@elsa-workflows", "elsa-studio-wasm");

    /// <returns>What it printed: a line for each step.</returns>
    public async Task<List<JsonObject>> DriveAsync(Uri server, string definitionId, string key, CancellationToken cancellation)
    {
        string[] words =
        [
            Path.Combine(_folder, "drive.mjs"), server.GetLeftPart(UriPartial.Authority), definitionId,
            "--api-key", key, "--out", Path.Combine(_folder, "out", definitionId), "--timeout", "120000", "--settle", "120000",
        ];
        var printed = await RunAsync("node", words, new Dictionary<string, string> { ["STUDIO_PACKAGE"] = Package }, cancellation, mayFail: true);
        return [.. printed.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    private static async Task<string> RunAsync(
        string program, IEnumerable<string> words, Dictionary<string, string> environment, CancellationToken cancellation, bool mayFail = false)
    {
        var info = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (var word in words)
        {
            info.ArgumentList.Add(word);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 || (mayFail && output.Length > 0)
            ? output
            : throw new InvalidOperationException($"Expected {program} to succeed, but:\n{output}\n{await errors}");
    }
}
