using LowCode.Definitions;
using LowCode.Engine.State;

namespace LowCode.Work.Cases;

/// <summary>Port: where the process of a case stands.</summary>
public interface ICaseProgress
{
    /// <summary>Null: no such instance (or no longer).</summary>
    Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation);
}

/// <param name="DefinitionHash">The process that it runs on.</param>
/// <param name="ActiveSteps">Ids of the activities where it waits.</param>
/// <param name="VisitedSteps">Ids of the activities that were completed at least once.</param>
/// <param name="Children">Ids of the instances that it started or had started, in order; one that was refused is among them.</param>
public sealed record InstanceProgress(
    string DefinitionHash,
    string Status,
    string SubStatus,
    IReadOnlyList<string> ActiveSteps,
    IReadOnlyList<string> VisitedSteps,
    IReadOnlyList<string> Children)
{
    /// <summary>It ended faulted: somebody has to mend it.</summary>
    public bool IsStopped => SubStatus == nameof(InstanceSubStatus.Faulted);
}
