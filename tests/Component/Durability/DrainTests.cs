using System.Diagnostics;
using LowCode.Tests.Benchmarks.Crash;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A process that is told to end (SIGTERM) under load.</summary>
public sealed class DrainTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-drain-").FullName;

    [Fact]
    public async Task Process_that_is_told_to_end_does_so_within_ten_seconds_and_keeps_what_it_answered()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var oracle = new Oracle(Path.Combine(_folder, "oracle.jsonl"));
        await using var effects = await EffectServer.StartAsync(oracle);
        var options = new CrashHostOptions("", Path.Combine(_folder, "data"), effects.Address, "");
        await using var process = new CrashProcess(options);
        var life = await process.StartAsync(failpoint: null, stop.Token);
        var client = new CrashClient(oracle, process, stop.Token);
        var callers = new CrashWorkload(oracle, client, callers: 24, seed: 1).RunAsync();

        // Callers that fail are told, not waited for.
        await await Task.WhenAny(callers, client.Answered.ReachAsync(300)).WaitAsync(stop.Token);

        using (var kill = Process.Start("kill", ["-TERM", life.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(stop.Token);
        }

        await life.Exited.WaitAsync(Longest, stop.Token);

        Assert.Equal(0, life.ExitCode);
        var findings = new CrashFindings();
        await new CrashChecker(CrashDatabase.Of(options), oracle, findings).CheckAsync(oracle.TakeFresh(), [], isLast: false);
        Assert.True(findings.IsEmpty, findings.ToString());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => callers);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
