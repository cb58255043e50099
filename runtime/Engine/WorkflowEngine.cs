using LowCode.Definitions.Problems;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine;

/// <summary>
/// Runs bursts: definition + state + stimulus give the new state, the journal and the effects. Pure and synchronous: no I/O, no clock,
/// no randomness of its own. Thread-safe; a state belongs to one burst at a time.
/// </summary>
public sealed class WorkflowEngine
{
    /// <summary>Reads and checks a definition (Elsa 3 workflow JSON, UTF-8) once; keep the result by content hash.</summary>
    public Parsed<CompiledWorkflow> Compile(ReadOnlyMemory<byte> json) => throw new NotSupportedException();

    /// <summary>The first burst of a new instance.</summary>
    public BurstResult Start(CompiledWorkflow workflow, InstanceId instance, Stimulus.Start stimulus, BurstContext context) =>
        throw new NotSupportedException();

    /// <summary>A further burst.</summary>
    /// <exception cref="InvalidOperationException">The bookmark is not open in this state: callers look it up first.</exception>
    public BurstResult Continue(CompiledWorkflow workflow, InstanceId instance, InstanceState state, Stimulus stimulus, BurstContext context) =>
        throw new NotSupportedException();
}
