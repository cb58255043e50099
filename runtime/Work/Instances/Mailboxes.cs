using LowCode.Definitions;
using LowCode.Engine;

namespace LowCode.Work.Instances;

/// <summary>
/// One mailbox an instance: whoever has entered it runs that instance's bursts alone. A mailbox keeps what was loaded until it has not been
/// used for a while, or more than <paramref name="capacity"/> or more than <paramref name="budget"/> bytes of snapshots are kept.
/// </summary>
internal sealed class Mailboxes(int capacity, long budget, TimeSpan idle, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, InstanceId), Mailbox> _mailboxes = [];
    private readonly LinkedList<Mailbox> _byUse = [];
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _mailboxes.Count;
            }
        }
    }

    public async Task<Mailbox> EnterAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation)
    {
        Mailbox mailbox;
        lock (_lock)
        {
            if (!_mailboxes.TryGetValue((tenant, instance), out mailbox!))
            {
                mailbox = new Mailbox(this, (tenant, instance));
                _mailboxes[mailbox.Key] = mailbox;
            }

            if (mailbox.Guests++ == 0 && mailbox.Place is { } place)
            {
                // In use: not among those that may leave.
                TakeOut(mailbox, place);
            }
        }

        try
        {
            await mailbox.Gate.WaitAsync(cancellation);
        }
        catch
        {
            Leave(mailbox);
            throw;
        }

        return mailbox;
    }

    public void Forget(TenantId tenant, InstanceId instance)
    {
        lock (_lock)
        {
            if (_mailboxes.TryGetValue((tenant, instance), out var mailbox))
            {
                mailbox.IsStale = true;
            }
        }
    }

    /// <summary>Lets go of what has been idle for too long.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            while (_byUse.First is { } oldest && time.GetElapsedTime(oldest.Value.UsedAt) > idle)
            {
                Remove(oldest.Value);
            }
        }
    }

    private void Leave(Mailbox mailbox)
    {
        lock (_lock)
        {
            if (--mailbox.Guests > 0)
            {
                return;
            }

            mailbox.UsedAt = time.GetTimestamp();
            mailbox.Place = _byUse.AddLast(mailbox);
            mailbox.Bytes = mailbox.Loaded?.SnapshotBytes ?? 0;
            _bytes += mailbox.Bytes;
            if (mailbox.Loaded is null)
            {
                Remove(mailbox);
            }

            while (_byUse.Count > capacity || _bytes > budget)
            {
                Remove(_byUse.First!.Value);
            }
        }
    }

    private void TakeOut(Mailbox mailbox, LinkedListNode<Mailbox> place)
    {
        _byUse.Remove(place);
        _bytes -= mailbox.Bytes;
        mailbox.Place = null;
    }

    private void Remove(Mailbox mailbox)
    {
        TakeOut(mailbox, mailbox.Place!);
        _mailboxes.Remove(mailbox.Key);
        mailbox.Gate.Dispose();
    }

    /// <summary>Dispose leaves it to the next in line.</summary>
    internal sealed class Mailbox(Mailboxes owner, (TenantId Tenant, InstanceId Instance) key) : IDisposable
    {
        private LoadedInstance? _loaded;

        public (TenantId Tenant, InstanceId Instance) Key { get; } = key;

        /// <summary>Null: to be loaded. Only for whoever has entered.</summary>
        public LoadedInstance? Loaded
        {
            get => IsStale ? null : _loaded;
            set
            {
                IsStale = false;
                _loaded = value;
            }
        }

        internal SemaphoreSlim Gate { get; } = new(1);

        internal int Guests { get; set; }

        internal long UsedAt { get; set; }

        /// <summary>What it counts for while it is idle.</summary>
        internal long Bytes { get; set; }

        internal bool IsStale { get; set; }

        internal LinkedListNode<Mailbox>? Place { get; set; }

        public void Dispose()
        {
            Gate.Release();
            owner.Leave(this);
        }
    }
}
