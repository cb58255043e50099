using System.Collections.Concurrent;
using System.Collections.Frozen;
using LowCode.Definitions;

namespace LowCode.Work.Calls;

/// <summary>Whether an administrator let processes of the tenant call a host inside the network. Kept for five seconds.</summary>
public sealed class AllowedHosts(IOutboundHosts store, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, Kept> _kept = new();

    public async ValueTask<bool> IsAllowedAsync(TenantId tenant, Uri url, CancellationToken cancellation)
    {
        if (!_kept.TryGetValue(tenant, out var kept) || time.GetElapsedTime(kept.At) >= Freshness)
        {
            var asked = time.GetTimestamp();
            var hosts = await store.AllAsync(tenant, cancellation);
            kept = _kept[tenant] = new Kept(hosts.Select(h => h.Host).ToFrozenSet(StringComparer.Ordinal), asked);
        }

        return HostName.Covers(kept.Hosts, url);
    }

    internal void Forget(TenantId tenant) => _kept.TryRemove(tenant, out _);

    private sealed record Kept(FrozenSet<string> Hosts, long At);
}
