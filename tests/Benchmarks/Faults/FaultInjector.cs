namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>Makes a share of the calls to the store fail: half of them before anything was done, half after, so that the caller is told of a failure that was none.</summary>
internal sealed class FaultInjector(double rate, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public int Before { get; private set; }

    public int After { get; private set; }

    public int Calls { get; private set; }

    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        var (fails, isDone) = Draw();
        if (fails && !isDone)
        {
            throw new InjectedFaultException("not done");
        }

        var answer = await call();
        return fails ? throw new InjectedFaultException("done") : answer;
    }

    public Task RunAsync(Func<Task> call) => RunAsync(async () =>
    {
        await call();
        return true;
    });

    private (bool Fails, bool IsDone) Draw()
    {
        lock (_lock)
        {
            Calls++;
            if (_random.NextDouble() >= rate)
            {
                return (false, false);
            }

            var isDone = _random.Next(2) == 0;
            Before += isDone ? 0 : 1;
            After += isDone ? 1 : 0;
            return (true, isDone);
        }
    }
}

/// <summary>The store failed, as far as its caller can know.</summary>
internal sealed class InjectedFaultException(string what) : Exception($"Injected: {what}.");
