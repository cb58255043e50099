using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>What npm's ajv says of data and their schemas; Node.js and npm must be there, the packages are installed beside the build's artifacts.</summary>
internal static class AjvPeer
{
    private static readonly string[] _packages = ["ajv@8.20.0", "ajv-formats@3.0.1"];

    // Decimals are meant exactly; ajv computes in binary and must be told how closely.
    private const string Script =
        """
        import Ajv from 'ajv/dist/2020.js';
        import formats from 'ajv-formats';
        import { createReadStream } from 'node:fs';
        import { createInterface } from 'node:readline';
        const verdicts = [];
        for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
          const ajv = new Ajv.default({ strict: false, multipleOfPrecision: 6 });
          formats.default(ajv);
          const { schema, data } = JSON.parse(line);
          verdicts.push(ajv.compile(schema)(data) ? 1 : 0);
        }
        console.log(JSON.stringify(verdicts));
        """;

    /// <exception cref="InvalidOperationException">Node.js or the packages are not there.</exception>
    public static async Task<IReadOnlyList<bool>> AskAsync(IReadOnlyList<(JsonObject Schema, byte[] Data)> questions, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Places.In("artifacts/ajv")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ajv-formats")))
        {
            await RunAsync("npm", folder, ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, .. _packages], cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "ask.mjs"), Script, cancellation);
        var lines = questions.Select(q => $"{{\"schema\":{q.Schema.ToJsonString()},\"data\":{Encoding.UTF8.GetString(q.Data)}}}");
        await File.WriteAllLinesAsync(Path.Combine(folder, "questions.jsonl"), lines, cancellation);
        var answer = JsonSerializer.Deserialize<int[]>(await RunAsync("node", folder, ["ask.mjs", "questions.jsonl"], cancellation))!;
        return [.. answer.Select(a => a == 1)];
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
}
