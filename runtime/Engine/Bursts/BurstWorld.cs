using LowCode.Engine.Stimuli;
using LowCode.Scripting;

namespace LowCode.Engine.Bursts;

/// <summary>What a burst knows besides the instance: whose it is, when it is, and what it may use.</summary>
internal sealed record BurstWorld(InstanceId Instance, BurstContext Context, EngineOptions Options, ScriptEngine Scripts)
{
    public BurstRandom Random { get; } = new(Context.Seed);
}
