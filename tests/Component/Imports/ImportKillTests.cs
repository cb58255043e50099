using LowCode.Tests.Benchmarks.Kills;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>The real process is killed (SIGKILL) in the middle of an import and started again. Prints the seed and what was committed at each kill.</summary>
public sealed class ImportKillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-kills-").FullName;
    private readonly int _seed = Random.Shared.Next(1_000_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task City_import_killed_five_times_ends_with_every_case_once_and_the_same_figures()
    {
        Checkout.SkipWithoutCityFile();
        var import = new KillableImport(Checkout.CityFile, Checkout.CityMappingFile, Path.Combine(_folder, "killed"));
        var table = CityTable.Read(Checkout.CityFile);

        var committed = await KillAsync(import, kills: 5, table.Rows.Count);
        await import.FinishAsync(Cancellation);

        Assert.Contains(committed, c => c > 0 && c < table.Rows.Count);
        Assert.Equal(table.Rows.Count, import.Data.Cases());
        await using var house = new ImportHouse(Path.Combine(_folder, "killed"));
        CityFacts.Of(table).AssertCounted(await house.CountAsync("nyc311", "nyc311"));
    }

    [Fact]
    public async Task Import_killed_twice_ends_exactly_as_one_that_nothing_disturbed()
    {
        const int Copies = 12;
        var file = Path.Combine(_folder, "copies.csv");
        await File.WriteAllTextAsync(file, Riverside.Copies(Copies), Cancellation);
        var undisturbed = new KillableImport(file, Riverside.MappingFile, Path.Combine(_folder, "undisturbed"));
        await undisturbed.FinishAsync(Cancellation);
        var import = new KillableImport(file, Riverside.MappingFile, Path.Combine(_folder, "killed"));

        await KillAsync(import, kills: 2, Copies * Riverside.Rows);
        await import.FinishAsync(Cancellation);

        Assert.Equal(Copies * Riverside.Rows, import.Data.Traces().Count);
        Assert.Equal(undisturbed.Data.Numbers(), import.Data.Numbers());
        Assert.Equal([], KillPoints.Differences(undisturbed.Data.Traces(), import.Data.Traces()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IReadOnlyList<int>> KillAsync(KillableImport import, int kills, int rows)
    {
        var random = new Random(_seed);
        var committed = new List<int>();
        foreach (var at in KillPoints.Draw(random, kills, rows))
        {
            committed.Add(await import.KillAsync(at, TimeSpan.FromMilliseconds(random.Next(60)), Cancellation));
            output.WriteLine($"seed {_seed}, kill {committed.Count}: {committed[^1]} cases were committed");
        }

        return committed;
    }
}
