using System.Runtime.CompilerServices;

namespace LowCode.Tests.Benchmarks.Upgrades;

/// <summary>Run it when a migration was added: the file it writes is committed, and a test opens it from then on.</summary>
internal sealed class KeepDatabaseBenchmark : IBenchmark
{
    public const string Folder = "tests/Component/Durability/Databases";

    public string Name => "keep-database";

    public string Summary => $"writes a database of this schema with {KeptDatabase.Instances} running instances into {Folder}";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = await KeptDatabase.WriteAsync(Places.In(Folder), cancellation);
        yield return new Figure("kept_kb", new FileInfo(file).Length / 1024.0, "kB", new Dictionary<string, string> { ["file"] = Path.GetFileName(file) });
    }
}
