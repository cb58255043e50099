using LowCode.Tests.Benchmarks.Upgrades;
using LowCode.Tests.Databases;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Databases that earlier versions wrote, with instances in the middle of their work.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-upgrade-").FullName;

    private static string Kept => Repository.PathOf(KeepDatabaseBenchmark.Folder);

    public static TheoryData<string> Sqlite => [.. KeptDatabase.Files(Kept, isPostgres: false)];

    public static TheoryData<string> Postgres => [.. KeptDatabase.Files(Kept, isPostgres: true)];

    [Theory]
    [MemberData(nameof(Sqlite))]
    public async Task Database_of_an_earlier_schema_opens_and_its_running_instances_finish(string file)
    {
        var finished = await KeptDatabase.FinishAsync(
            Path.Combine(Kept, file), Path.Combine(_folder, "data"), postgres: null, TestContext.Current.CancellationToken);

        Assert.Equal(KeptDatabase.Instances, finished);
    }

    [Theory]
    [MemberData(nameof(Postgres))]
    public async Task PostgreSQL_database_of_an_earlier_schema_opens_and_its_running_instances_finish(string file)
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync("CREATE DATABASE kept");

        var finished = await KeptDatabase.FinishAsync(
            Path.Combine(Kept, file), Path.Combine(_folder, "data"), cluster.Connection("kept"), TestContext.Current.CancellationToken);

        Assert.Equal(KeptDatabase.Instances, finished);
    }

    [Fact]
    public void Database_of_the_newest_schema_but_one_is_kept_of_each_store() =>
        Assert.All(KeptDatabase.Demanded, file => Assert.True(
            File.Exists(Path.Combine(Kept, file)),
            $"Expected {file} in {KeepDatabaseBenchmark.Folder}, but nobody kept it: ./bench keep-database on the version before the newest migration writes it."));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
