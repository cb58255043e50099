using System.Diagnostics.CodeAnalysis;
using LowCode.Definitions;
using LowCode.Work.Instances;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Leased effects in this process: those under way and those that are next, by lanes. Of one instance one event or start is under way at a time, in
/// their order; calls, each of which has a bookmark of its own, go beside each other; of one lane a bounded number; and of those that a worker left one, so that what ends the process is told from the others.
/// </summary>
internal sealed class DeliveryQueue(TimeProvider time)
{
    /// <summary>Held at most, under way or next.</summary>
    public const int Most = 400;

    private const int MostOutside = 8;
    private const int MostInside = 16;

    /// <summary>Next in a lane to the outside at most: it may be a slow one.</summary>
    private const int MostNext = 100;

    /// <summary>Waits this long for its turn at most, and then goes back to the outbox; a lane in which none began for so long is slow.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<EffectLane, Lane> _lanes = [];
    private readonly HashSet<(TenantId, string)> _instances = [];
    private TaskCompletionSource? _empty;
    private int _held;

    public int Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Nothing is under way and nothing is next.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            return _held == 0 ? Task.CompletedTask : (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>False: its lane takes no more now.</summary>
    public bool TryAdd(OutboxItem item)
    {
        var key = EffectLane.Of(item);
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_lanes.TryGetValue(key, out var lane))
            {
                _lanes[key] = lane = new Lane(key);
            }

            if (!lane.HasRoom(now))
            {
                return false;
            }

            lane.Next.AddLast(new Queued(item, now));
            _held++;
            return true;
        }
    }

    /// <summary>The next that may begin; it is under way until <see cref="Done"/>.</summary>
    public bool TryTake([NotNullWhen(true)] out OutboxItem? item)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var lane in _lanes.Values.Where(l => l.MayBegin(now)))
            {
                foreach (var next in lane.Next.Where(n => now - n.At <= Patience))
                {
                    if (!KeepsOrder(next.Item) || _instances.Add((next.Item.Tenant, next.Item.InstanceId)))
                    {
                        lane.Next.Remove(next);
                        lane.Begin(now);
                        item = next.Item;
                        return true;
                    }
                }
            }
        }

        item = null;
        return false;
    }

    public void Done(OutboxItem item)
    {
        lock (_lock)
        {
            var lane = _lanes[EffectLane.Of(item)];
            lane.UnderWay--;
            if (KeepsOrder(item))
            {
                _instances.Remove((item.Tenant, item.InstanceId));
            }

            Leave(lane, 1);
        }
    }

    /// <summary>Those whose turn did not come in time. They are not held any more.</summary>
    public IReadOnlyList<OutboxItem> TakeOverdue() => TakeQueuedUntil(time.GetUtcNow() - Patience);

    /// <summary>All that are next. They are not held any more.</summary>
    public IReadOnlyList<OutboxItem> TakeQueued() => TakeQueuedUntil(DateTimeOffset.MaxValue);

    /// <summary>Others may have to see it before or after what else its instance does.</summary>
    private static bool KeepsOrder(OutboxItem item) => item.Kind is not (CalledHttp.Kind or CalledConnector.Kind);

    private List<OutboxItem> TakeQueuedUntil(DateTimeOffset last)
    {
        var taken = new List<OutboxItem>();
        lock (_lock)
        {
            foreach (var lane in _lanes.Values.ToList())
            {
                var before = taken.Count;
                while (lane.Next.First is { } first && first.Value.At < last)
                {
                    taken.Add(first.Value.Item);
                    lane.Next.RemoveFirst();
                }

                Leave(lane, taken.Count - before);
            }
        }

        return taken;
    }

    private void Leave(Lane lane, int count)
    {
        _held -= count;
        if (lane.UnderWay == 0 && lane.Next.Count == 0)
        {
            _lanes.Remove(lane.Key);
        }

        if (_held == 0)
        {
            _empty?.SetResult();
            _empty = null;
        }
    }

    private readonly record struct Queued(OutboxItem Item, DateTimeOffset At);

    private sealed class Lane(EffectLane key)
    {
        private DateTimeOffset _begunAt = DateTimeOffset.MinValue;

        public EffectLane Key => key;

        public LinkedList<Queued> Next { get; } = [];

        public int UnderWay { get; set; }

        private int MostUnderWay => key.IsInside ? MostInside : MostOutside;

        public bool HasRoom(DateTimeOffset now) => key.IsInside || (Next.Count < MostNext && (UnderWay < MostUnderWay || !IsSlow(now)));

        // What ends the process does so as it begins: one that hangs does not hold up the others that were left.
        public bool MayBegin(DateTimeOffset now) => UnderWay < MostUnderWay && (!key.IsOfLeft || UnderWay == 0 || IsSlow(now));

        public void Begin(DateTimeOffset now)
        {
            UnderWay++;
            _begunAt = now;
        }

        private bool IsSlow(DateTimeOffset now) => now - _begunAt >= Patience;
    }
}
