using LowCode.Tests.Benchmarks.Upgrades;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Databases that earlier versions wrote, with instances in the middle of their work.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-upgrade-").FullName;

    public static TheoryData<string> Kept => [.. Directory.EnumerateFiles(Repository.PathOf(KeepDatabaseBenchmark.Folder), "*.db.gz").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Database_of_an_earlier_schema_opens_and_its_running_instances_finish(string file)
    {
        var finished = await KeptDatabase.FinishAsync(
            Path.Combine(Repository.PathOf(KeepDatabaseBenchmark.Folder), file), Path.Combine(_folder, "data"), TestContext.Current.CancellationToken);

        Assert.Equal(KeptDatabase.Instances, finished);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
