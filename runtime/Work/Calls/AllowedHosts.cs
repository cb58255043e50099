using System.Collections.Concurrent;
using System.Collections.Frozen;
using LowCode.Definitions;

namespace LowCode.Work.Calls;

/// <summary>Whether an administrator let processes of the tenant call a host inside the network. Kept for five seconds, or until a change is told.</summary>
public sealed class AllowedHosts(IOutboundHosts store, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, Kept> _kept = new();
    private long _forgotten;

    public async ValueTask<bool> IsAllowedAsync(TenantId tenant, Uri url, CancellationToken cancellation)
    {
        if (!_kept.TryGetValue(tenant, out var kept) || time.GetElapsedTime(kept.At) >= Freshness)
        {
            var (asked, forgotten) = (time.GetTimestamp(), Interlocked.Read(ref _forgotten));
            var hosts = await store.AllAsync(tenant, cancellation);
            kept = new Kept(hosts.Select(h => h.Host).ToFrozenSet(StringComparer.Ordinal), asked);

            // What was read before somebody changed hosts is not kept.
            if (forgotten == Interlocked.Read(ref _forgotten))
            {
                _kept[tenant] = kept;
            }
        }

        return HostName.Covers(kept.Hosts, url);
    }

    internal void Forget(TenantId tenant)
    {
        Interlocked.Increment(ref _forgotten);
        _kept.TryRemove(tenant, out _);
    }

    private sealed record Kept(FrozenSet<string> Hosts, long At);
}
