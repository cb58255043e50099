using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

internal static class Resolutions
{
    /// <summary>What an incident keeps of the intervention that mended it.</summary>
    public static IncidentResolution Resolves(this Stimulus.Intervene stimulus, IncidentResolutionKind kind, DateTimeOffset at) =>
        new(kind, stimulus.Actor, stimulus.Reason, at);
}
