using System.Collections.Concurrent;
using LowCode.Definitions;

namespace LowCode.Printing;

/// <summary>
/// Turns that tenants share. Of several turns one is always left to the others: a tenant waits for a turn of its own first, and only then with the other tenants for
/// one of all.
/// </summary>
/// <param name="atOnce">How many are taken at once, at least 1.</param>
internal sealed class TenantTurns(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _all = new(atOnce);
    private readonly ConcurrentDictionary<TenantId, SemaphoreSlim> _own = new();

    /// <returns>Dispose gives the turn back. Null: there was none for so long.</returns>
    public async Task<IDisposable?> TakeAsync(TenantId tenant, TimeSpan longest, CancellationToken cancellation)
    {
        var own = _own.GetOrAdd(tenant, static (_, most) => new SemaphoreSlim(most), Math.Max(1, atOnce - 1));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        either.CancelAfter(longest);
        var hasOwn = false;
        try
        {
            await own.WaitAsync(either.Token);
            hasOwn = true;
            await _all.WaitAsync(either.Token);
            return new Turn(own, _all);
        }
        catch (OperationCanceledException) when (hasOwn || !cancellation.IsCancellationRequested)
        {
            if (hasOwn)
            {
                own.Release();
            }

            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var own in _own.Values)
        {
            own.Dispose();
        }
    }

    private sealed class Turn(SemaphoreSlim own, SemaphoreSlim all) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            own.Release();
        }
    }
}
