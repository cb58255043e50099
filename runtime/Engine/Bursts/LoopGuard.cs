using LowCode.Engine.Compilation;

namespace LowCode.Engine.Bursts;

/// <summary>Ends a burst that runs in circles, and tells through which activities.</summary>
internal sealed class LoopGuard(int limit)
{
    private const int Remembered = 200;
    private int _count;
    private HashSet<string>? _recent;
    private List<string>? _order;

    /// <summary>False where the burst must stop before this activity.</summary>
    public bool Allows(ActivityNode node)
    {
        if (++_count > limit)
        {
            return false;
        }

        // Only the last activities before the limit are remembered: a burst that ends pays nothing.
        if (_count > limit - Remembered && (_recent ??= new HashSet<string>(StringComparer.Ordinal)).Add(node.Id))
        {
            (_order ??= []).Add(node.Id);
        }

        return true;
    }

    public string Explain() =>
        $"Expected a burst to run at most {limit} activities, but it does not come to rest. It goes round through: {string.Join(", ", _order ?? [])}.";
}
