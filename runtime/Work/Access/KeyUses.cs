using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Access;

/// <summary>When keys were last used: gathered in memory and written every few seconds, so that a request writes nothing.</summary>
public sealed class KeyUses(IApiKeyStore store) : ISystemJob
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string KeyId), DateTimeOffset> _uses = new();

    public string Name => "key-uses";

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        foreach (var tenant in _uses.Keys.Select(k => k.Tenant).Distinct().ToList())
        {
            var uses = _uses.Where(u => u.Key.Tenant == tenant).ToList();
            await store.UsedAsync(tenant, [.. uses.Select(u => (u.Key.KeyId, u.Value))], cancellation);
            foreach (var use in uses)
            {
                // One that came meanwhile stays for the next round.
                _uses.TryRemove(use);
            }
        }

        return false;
    }

    internal void Note(ApiKey key, DateTimeOffset at) => _uses[(key.Tenant, key.KeyId)] = at;
}
