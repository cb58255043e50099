using LowCode.Definitions;

namespace LowCode.Work.Changes;

/// <summary>A burst of an instance was committed by this process.</summary>
public readonly record struct InstanceChanged(TenantId Tenant, string InstanceId);

/// <summary>Tells whoever shows running instances that one moved. Costs nothing while nobody listens.</summary>
public sealed class InstanceFeed
{
    private readonly Lock _lock = new();
    private Action<InstanceChanged>[] _listeners = [];

    /// <summary>Listeners must return at once; dispose to stop listening.</summary>
    public IDisposable Listen(Action<InstanceChanged> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Subscription(this, listener);
    }

    public void Publish(InstanceChanged change)
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener(change);
        }
    }

    private sealed class Subscription(InstanceFeed feed, Action<InstanceChanged> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._lock)
            {
                feed._listeners = [.. feed._listeners.Where(l => l != listener)];
            }
        }
    }
}
