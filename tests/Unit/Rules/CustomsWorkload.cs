using System.IO.Compression;
using LowCode.Definitions.Rules;
using LowCode.Rules;

namespace LowCode.Tests.Unit.Rules;

/// <summary>5,000 made rules, 500 made declarations and their verdicts by a brute-force reference; scripts/make-rule-fixtures.sh makes them.</summary>
internal static class CustomsWorkload
{
    public static byte[] RulesJson { get; } = Unpacked("rules.json.gz");

    public static IReadOnlyList<ReadOnlyMemory<byte>> Declarations { get; } = Lines("declarations.jsonl.gz");

    /// <summary>By declaration: one line of JSON.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Verdicts { get; } = Lines("hits.jsonl.gz");

    public static RuleSetDefinition Rules { get; } = RuleSetJson.Read(RulesJson).Value!;

    public static RuleIndex Index { get; } = RuleIndex.Compile(Rules, [.. Declarations.Take(100)]);

    private static List<ReadOnlyMemory<byte>> Lines(string file)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        var bytes = Unpacked(file).AsMemory();
        while (bytes.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            lines.Add(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        return lines;
    }

    private static byte[] Unpacked(string file)
    {
        using var packed = new GZipStream(File.OpenRead(Repository.PathOf($"tests/Unit/Rules/Workload/{file}")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
