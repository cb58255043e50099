using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Work.People;

namespace LowCode.Work.Tenants;

/// <summary>Tenants as bursts and forms need them, read once: what these use of a tenant (its time zone) does not change.</summary>
public sealed class KnownTenants(IDirectory directory)
{
    private readonly ConcurrentDictionary<TenantId, Tenant> _known = new();

    /// <exception cref="InvalidOperationException">There is no such tenant.</exception>
    public async ValueTask<Tenant> GetAsync(TenantId id, CancellationToken cancellation)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        var tenant = await directory.TenantAsync(id, cancellation)
            ?? throw new InvalidOperationException($"Expected tenant {id}, but there is none.");
        return _known.GetOrAdd(id, tenant);
    }
}
