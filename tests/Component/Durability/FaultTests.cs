using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Faults;
using LowCode.Tests.Benchmarks.Races;
using LowCode.Tests.Databases;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A store that fails, and owners that compete, on both databases; <c>./bench faults</c> and <c>./bench races</c> run more.</summary>
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-faults-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Store_that_fails_one_call_of_a_hundred_loses_nothing_and_doubles_nothing(string store)
    {
        await using var cluster = await ClusterAsync(store);
        var seed = Random.Shared.Next(1_000_000);
        await using var battery = new FaultBattery(OptionsOf(cluster), _folder, rate: 0.01, seed);

        await battery.RunAsync(bursts: 5000, callers: 24, Cancellation);

        output.WriteLine($"seed {seed}: {battery.Bursts} bursts, {battery.Faults.Calls} calls, {battery.Faults.Before} failed before, {battery.Faults.After} after they were done");
        Assert.True(battery.Findings.IsEmpty, battery.Findings.ToString());
        Assert.True(battery.Faults is { Before: > 20, After: > 20 });
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Two_owners_of_one_instance_commit_exactly_one_burst(string store)
    {
        await using var cluster = await ClusterAsync(store);
        var battery = new RaceBattery(OptionsOf(cluster));

        await battery.RunAsync(races: 300, Cancellation);

        output.WriteLine($"the first owner won {battery.FirstWins} of 300");
        Assert.Equal(0, battery.Wrong);
        Assert.InRange(battery.FirstWins, 1, 299);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<PostgresCluster?> ClusterAsync(string store)
    {
        if (store == "sqlite")
        {
            return null;
        }

        var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync("CREATE DATABASE faults");
        return cluster;
    }

    private CrashHostOptions OptionsOf(PostgresCluster? cluster) =>
        new(cluster?.Connection("faults") ?? "", Path.Combine(_folder, "data"), new Uri("http://localhost"), "");
}
