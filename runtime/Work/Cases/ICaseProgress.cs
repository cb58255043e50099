using LowCode.Definitions;

namespace LowCode.Work.Cases;

/// <summary>Port: where the process of a case stands.</summary>
public interface ICaseProgress
{
    /// <summary>Null: no such instance (or no longer).</summary>
    Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation);
}

/// <param name="ActiveSteps">Ids of the activities where it waits.</param>
/// <param name="VisitedSteps">Ids of the activities that were completed at least once.</param>
public sealed record InstanceProgress(string Status, string SubStatus, IReadOnlyList<string> ActiveSteps, IReadOnlyList<string> VisitedSteps);
