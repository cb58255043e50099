using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;

namespace LowCode.Work.Instances;

/// <summary>
/// Runs the bursts of instances, one at a time for each. There may for a moment be two owners of an instance (another process): the row
/// decides, the loser throws its burst away, loads again and retries.
/// </summary>
public interface IInstanceOwner
{
    /// <summary>The outcome is durable when it arrives.</summary>
    Task<BurstOutcome> RunAsync(InstanceCommand command, CancellationToken cancellation);

    /// <summary>
    /// Resumes the bookmark of a hash without asking the database for it, where the instance is in memory and waits there. Null: nothing was
    /// tried, and the database must be asked.
    /// </summary>
    Task<BurstOutcome?> TryResumeAsync(CommandOrigin origin, string hash, JsonNode? payload, CancellationToken cancellation);

    /// <summary>Drops what is loaded of an instance, so that the next command reads it again.</summary>
    void Forget(TenantId tenant, InstanceId instance);

    /// <summary>Lets instances that were idle for five minutes leave memory.</summary>
    void Sweep();

    /// <summary>Instances in memory.</summary>
    int Loaded { get; }
}
