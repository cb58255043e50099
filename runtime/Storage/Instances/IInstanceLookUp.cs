using LowCode.Definitions;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>Finds instances by their ids.</summary>
internal interface IInstanceLookUp
{
    /// <summary>Null: the tenant has no such instance.</summary>
    Task<InstanceRow?> FindAsync(TenantId tenant, string instanceId, CancellationToken cancellation);
}
