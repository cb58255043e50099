namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Callers that start scripts until they are told to stop, and then bring the ones they began to their end.</summary>
internal sealed class CrashWorkload(Oracle oracle, IScriptClient client, int callers, int seed, bool withCalls = false)
{
    private readonly string[] _processes =
    [
        CrashProcesses.Events, CrashProcesses.Timers, CrashProcesses.People, CrashProcesses.Branches, .. withCalls ? new[] { CrashProcesses.Calls } : [],
    ];

    private volatile bool _isEnding;

    public static IReadOnlyList<string> Tenants { get; } = ["north", "south"];

    public Task RunAsync()
    {
        var interrupted = new Queue<CrashScript>(oracle.Interrupted);
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(interrupted))));
    }

    public void End() => _isEnding = true;

    private async Task CallAsync(Queue<CrashScript> interrupted)
    {
        while (Next(interrupted) is { } script)
        {
            await script.RunAsync(client);
            await oracle.EndAsync(script);
        }

        while (!_isEnding)
        {
            var script = await oracle.BeginAsync(Draw);
            await script.RunAsync(client);
            await oracle.EndAsync(script);
        }
    }

    private CrashScript Draw(int number)
    {
        var random = new Random(unchecked((seed * 397) ^ number));
        return new CrashScript(number, Tenants[random.Next(Tenants.Count)], _processes[random.Next(_processes.Length)]);
    }

    private static CrashScript? Next(Queue<CrashScript> interrupted)
    {
        lock (interrupted)
        {
            return interrupted.TryDequeue(out var script) ? script : null;
        }
    }
}
