using LowCode.Engine.Compilation;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Ends a run that goes in circles, and tells through which activities. A run that is committed midway is counted on.</summary>
internal sealed class LoopGuard(InstanceState state, int limit)
{
    private const int Remembered = 200;

    /// <summary>False where the run must stop at this activity.</summary>
    public bool Allows(ActivityNode node)
    {
        if (++state.RunLength > limit)
        {
            return false;
        }

        // Only the last activities before the limit are remembered: a run that ends pays nothing.
        if (state.RunLength > limit - Remembered && !state.RunTrail.Contains(node.Id))
        {
            state.RunTrail.Add(node.Id);
        }

        return true;
    }

    public IncidentReason Explain() => IncidentReason.Of("burst.endless", limit, string.Join(", ", state.RunTrail));
}
