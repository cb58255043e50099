using System.Collections.Concurrent;

namespace LowCode.Work.Releases;

/// <summary>What many ask for at the same moment is made once: who comes while it is being made waits for it. Thread-safe.</summary>
internal sealed class SingleFlight
{
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _underWay = new(StringComparer.Ordinal);

    /// <param name="make">Run for all who ask, so nobody's cancellation ends it; what it throws all of them get, and the next one asks anew.</param>
    /// <param name="cancellation">Ends the waiting of this one alone.</param>
    public async Task<T> RunAsync<T>(string key, Func<Task<T>> make, CancellationToken cancellation)
        where T : class
    {
        var flight = _underWay.GetOrAdd(key, asked => new Lazy<Task<object>>(() => Task.Run(() => MakeAsync(asked, make), CancellationToken.None)));
        return (T)await flight.Value.WaitAsync(cancellation);
    }

    private async Task<object> MakeAsync<T>(string key, Func<Task<T>> make)
        where T : class
    {
        try
        {
            return await make();
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}
