using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace LowCode.Tests.Benchmarks.Rules;

/// <summary>Rules and declarations as the generator beside it makes them, kept in <c>artifacts/customs</c>.</summary>
internal static class CustomsFiles
{
    private static readonly string _made = Places.In("artifacts/customs");

    public static Task<byte[]> RulesAsync(int seed, int count, CancellationToken cancellation) => MadeAsync("rules", seed, count, cancellation);

    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> DeclarationsAsync(int seed, int count, CancellationToken cancellation) =>
        Lines(await MadeAsync("decls", seed, count, cancellation));

    /// <summary>The verdicts of the reference, by declaration: 20,000 of seed 7, 2,000 of seeds 11 and 23.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Verdicts(int seed)
    {
        using var packed = new GZipStream(File.OpenRead(Places.In($"tests/Benchmarks/Rules/Workload/hits-{seed}.jsonl.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return Lines(bytes.ToArray());
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (bytes.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            lines.Add(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        return lines;
    }

    private static async Task<byte[]> MadeAsync(string what, int seed, int count, CancellationToken cancellation)
    {
        var file = Path.Combine(_made, string.Create(CultureInfo.InvariantCulture, $"{what}-{seed}-{count}"));
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(_made);
            var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
            string[] arguments = [Places.In("tests/Benchmarks/Rules/Workload/gen.py"), what, "--n", $"{count}", "--seed", $"{seed}"];
            Array.ForEach(arguments, start.ArgumentList.Add);
            using var python = Process.Start(start) ?? throw new InvalidOperationException("Expected python3 to make the rules, but it did not start.");
            await using (var output = File.Create(file + ".part"))
            {
                await python.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            }

            await python.WaitForExitAsync(cancellation);
            if (python.ExitCode != 0)
            {
                throw new InvalidOperationException($"Expected the generator to end well, but it ended with {python.ExitCode}.");
            }

            File.Move(file + ".part", file, overwrite: true);
        }

        return await File.ReadAllBytesAsync(file, cancellation);
    }
}
