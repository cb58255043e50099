using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Effects;

/// <summary>An instance that was started inside a burst, and its own first burst. Both are committed together or not at all.</summary>
public sealed record StartedChild(InstanceId Id, CompiledWorkflow Workflow, Stimulus.Start Stimulus, BurstResult Result);
