using LowCode.Definitions;

namespace LowCode.Work.Changes;

/// <summary>A case changed and was committed: screens that show it read again. An invalidation, never data.</summary>
/// <param name="CaseId">Null: any may have changed.</param>
public sealed record CaseChanged(TenantId Tenant, string? CaseId)
{
    public bool Concerns(string caseId) => CaseId is null || CaseId == caseId;
}

/// <summary>Tells the screens of this process what was committed.</summary>
public sealed class ChangeFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, List<Action<CaseChanged>>> _listeners = [];

    /// <summary>Listeners must return at once (post to their own circuit); dispose to stop listening.</summary>
    public IDisposable Listen(TenantId tenant, Action<CaseChanged> listener)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(tenant, out var list))
            {
                _listeners[tenant] = list = [];
            }

            list.Add(listener);
        }

        return new Subscription(this, tenant, listener);
    }

    public void Publish(CaseChanged change)
    {
        Action<CaseChanged>[] listeners;
        lock (_lock)
        {
            listeners = _listeners.TryGetValue(change.Tenant, out var list) ? [.. list] : [];
        }

        foreach (var listener in listeners)
        {
            listener(change);
        }
    }

    /// <summary>Any case of any tenant may have changed.</summary>
    public void PublishAny()
    {
        TenantId[] tenants;
        lock (_lock)
        {
            tenants = [.. _listeners.Keys];
        }

        foreach (var tenant in tenants)
        {
            Publish(new CaseChanged(tenant, CaseId: null));
        }
    }

    private void Remove(TenantId tenant, Action<CaseChanged> listener)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(tenant, out var list) && list.Remove(listener) && list.Count == 0)
            {
                _listeners.Remove(tenant);
            }
        }
    }

    private sealed class Subscription(ChangeFeed feed, TenantId tenant, Action<CaseChanged> listener) : IDisposable
    {
        public void Dispose() => feed.Remove(tenant, listener);
    }
}
