using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Retention;

/// <summary>Port: rows of instances that have ended.</summary>
public interface IFinishedInstances
{
    /// <summary>Instances that ended before a time and have no effect waiting, the oldest first, with all their rows.</summary>
    Task<IReadOnlyList<FinishedInstance>> ReadAsync(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>Removes the engine's rows of these instances, their handled messages among them, in one transaction. One that runs again is left as it is.</summary>
    Task RemoveAsync(TenantId tenant, IReadOnlyList<string> instances, CancellationToken cancellation);
}

/// <param name="Rows">All columns by table: <c>instance</c>, <c>journal</c>, <c>inbox</c>; the snapshot as base64.</param>
public sealed record FinishedInstance(string InstanceId, DateTimeOffset FinishedAt, JsonObject Rows);
