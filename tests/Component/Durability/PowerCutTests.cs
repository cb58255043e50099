using LowCode.Tests.Benchmarks.Power;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A few power cuts; <c>./bench power</c> makes more. The seed is printed.</summary>
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-power-").FullName;

    [Fact]
    public async Task Power_cuts_under_load_lose_nothing_that_was_acknowledged()
    {
        await using var battery = await RunAsync("FULL", cycles: 8);

        Assert.True(battery.Findings.IsEmpty, battery.Findings.ToString());
        Assert.True(battery.Acknowledged > 400);
        Assert.True(battery.Syncs > 100);
    }

    [Fact]
    public async Task Power_cuts_show_a_database_that_does_not_sync()
    {
        await using var battery = await RunAsync("OFF", cycles: 8);

        output.WriteLine(battery.Findings.ToString());
        Assert.False(battery.Findings.IsEmpty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<PowerBattery> RunAsync(string synchronous, int cycles)
    {
        var seed = Random.Shared.Next(1_000_000);
        var battery = new PowerBattery(_folder, seed, synchronous);
        await foreach (var cut in battery.RunAsync(cycles, answers: 100, callers: 16, TestContext.Current.CancellationToken))
        {
            output.WriteLine($"seed {seed}, cut {cut.Cycle}: {cut.Acknowledged} answers since the last, {cut.Effects} effects so far");
        }

        return battery;
    }
}
