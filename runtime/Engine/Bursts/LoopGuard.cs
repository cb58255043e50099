using LowCode.Engine.Compilation;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Ends a run that goes in circles, and tells through which activities. A run that is committed midway is counted on.</summary>
/// <param name="prefix">Says of which definition the activities are, where it is a child's.</param>
internal sealed class LoopGuard(InstanceState state, int limit, string prefix)
{
    private const int MostRemembered = 1_000;
    private const int MostNamed = 50;

    /// <summary>False where the run must stop at this activity.</summary>
    public bool Allows(ActivityNode node)
    {
        if (++state.RunLength > limit)
        {
            return false;
        }

        // Only the second half is remembered: a run that ends pays nothing, and a child that the circle starts is as long as it likes.
        if (state.RunLength > limit / 2 && state.RunTrail.Count < MostRemembered)
        {
            Remember(prefix + node.Id);
        }

        return true;
    }

    /// <summary>Names those of the outermost instance first: what its children run through in a straight line is no circle.</summary>
    public IncidentReason Explain() =>
        IncidentReason.Of("burst.endless", limit, string.Join(", ", state.RunTrail.OrderBy(a => a.Contains('/', StringComparison.Ordinal)).Take(MostNamed)));

    private void Remember(string activity)
    {
        if (!state.RunTrail.Contains(activity))
        {
            state.RunTrail.Add(activity);
        }
    }
}
