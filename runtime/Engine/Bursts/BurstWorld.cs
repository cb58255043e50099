using System.Buffers.Binary;
using LowCode.Engine.Composition;
using LowCode.Engine.Decisions;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Scripting;

namespace LowCode.Engine.Bursts;

/// <summary>What a burst knows besides the instance: whose it is, when it is, and what it may use.</summary>
internal sealed record BurstWorld(InstanceId Instance, BurstContext Context, EngineOptions Options, ScriptEngine Scripts)
{
    public BurstRandom Random { get; init; } = new(Context.Seed);

    public IWorkflows? Workflows => Context.Workflows;

    public IDecisions? Decisions => Context.Decisions;

    /// <summary>How many bursts this one runs inside of.</summary>
    public int Depth { get; private init; }

    /// <summary>All instances that run in this burst; what a look-up outside cannot know yet.</summary>
    public List<(CompiledWorkflow Workflow, InstanceState State, InstanceId Id)> Family { get; } = [];

    /// <summary>The world of a burst inside this one.</summary>
    public BurstWorld Of(InstanceId child)
    {
        var context = Context with { Seed = Random.Next() };
        return this with { Instance = child, Context = context, Random = new BurstRandom(context.Seed), Depth = Depth + 1 };
    }

    /// <summary>Like <see cref="InstanceId.New"/>, but what is random in it comes from the burst's seed.</summary>
    public InstanceId NewInstance()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Random.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Random.Next());
        var at = Context.Now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(at >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)at);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new InstanceId(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Id of a running instance because of which a new one must not start; null: it may.</summary>
    public InstanceId? Obstacle(CompiledWorkflow workflow, string? correlationId)
    {
        if (ActivationScope.Of(workflow, correlationId) is not { } scope)
        {
            return null;
        }

        foreach (var (other, state, id) in Family)
        {
            if (state.Status == InstanceStatus.Running && scope.Contains(other.DefinitionId, state.CorrelationId))
            {
                return id;
            }
        }

        return Workflows?.Obstacle(scope);
    }
}
