using LowCode.Definitions;

namespace LowCode.Work.Instances;

/// <summary>Port: reading instances for people.</summary>
public interface IInstanceQueries
{
    /// <summary>Null: no such instance (or no longer).</summary>
    Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation);
}

/// <param name="ActiveSteps">Ids of the activities where it waits.</param>
/// <param name="VisitedSteps">Ids of the activities that were completed at least once.</param>
public sealed record InstanceProgress(string Status, string SubStatus, IReadOnlyList<string> ActiveSteps, IReadOnlyList<string> VisitedSteps);
