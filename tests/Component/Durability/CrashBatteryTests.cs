using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Crash.Mutations;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A few rounds of the crash battery; <c>./bench crash</c> runs more. The seed is printed.</summary>
public sealed class CrashBatteryTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-crash-").FullName;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Ten_kills_under_load_lose_nothing_and_double_nothing(string store)
    {
        await using var battery = await RunAsync(store, mutation: "", cycles: 10);

        Assert.True(battery.Findings.IsEmpty, battery.Findings.ToString());
        Assert.True(battery.Totals.Refused == 0, battery.Totals.FirstRefusal);
        Assert.Equal(10, battery.Totals.Kills);
        Assert.InRange(battery.Totals.LeastInFlight, 20, int.MaxValue);
        Assert.InRange(battery.Totals.AnsweredShare, 0.95, 1);
        Assert.InRange(battery.Points.Hits.Values.Sum(), 4, 10);
    }

    [Theory]
    [InlineData("sqlite", Mutation.EarlyAnswer)]
    [InlineData("sqlite", Mutation.LooseBookmark)]
    [InlineData("postgres", Mutation.EarlyAnswer)]
    [InlineData("postgres", Mutation.LooseBookmark)]
    public async Task Battery_sees_a_fault_that_is_built_in(string store, string mutation)
    {
        await using var battery = await RunAsync(store, mutation, cycles: 20);

        output.WriteLine(battery.Findings.ToString());
        Assert.False(battery.Findings.IsEmpty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<CrashBattery> RunAsync(string store, string mutation, int cycles)
    {
        var seed = Random.Shared.Next(1_000_000);
        var battery = new CrashBattery(new CrashBatteryOptions(store, _folder, cycles, seed, mutation, StopsAtFirst: mutation.Length > 0));
        await foreach (var kill in battery.RunAsync(TestContext.Current.CancellationToken))
        {
            output.WriteLine($"seed {seed}, kill {kill.Cycle} at {kill.Point}: {kill.InFlight} in flight, {kill.Answered} answered before");
        }

        return battery;
    }
}
