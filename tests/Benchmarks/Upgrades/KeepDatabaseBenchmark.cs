using System.Runtime.CompilerServices;
using LowCode.Tests.Databases;

namespace LowCode.Tests.Benchmarks.Upgrades;

/// <summary>Run it when a migration was added: the files it writes are committed, and a test opens them from then on.</summary>
internal sealed class KeepDatabaseBenchmark : IBenchmark
{
    public const string Folder = "tests/Component/Durability/Databases";

    public string Name => "keep-database";

    public string Summary => $"writes databases of this schema, SQLite and PostgreSQL, with {KeptDatabase.Instances} running instances into {Folder}";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Kept(await KeptDatabase.WriteAsync(Places.In(Folder), postgres: null, cancellation));
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync("CREATE DATABASE kept");
        yield return Kept(await KeptDatabase.WriteAsync(Places.In(Folder), cluster.Connection("kept"), cancellation));
    }

    private static Figure Kept(string file) =>
        new("kept_kb", new FileInfo(file).Length / 1024.0, "kB", new Dictionary<string, string> { ["file"] = Path.GetFileName(file) });
}
