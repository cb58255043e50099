using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Retention;

/// <summary>Port: rows of instances that have ended.</summary>
public interface IFinishedInstances
{
    /// <summary>
    /// Instances that ended before their time, have no effect waiting and no parent that lives, the oldest first, with all their rows.
    /// </summary>
    Task<IReadOnlyList<FinishedInstance>> ReadAsync(TenantId tenant, EndedBefore ended, int limit, CancellationToken cancellation);

    /// <summary>
    /// Removes the engine's rows of these instances in one transaction: also what they were in quarantine for, the messages that they
    /// handled, and the receipts of their starts. One that runs again, or is of another version by now, is left as it is.
    /// </summary>
    Task RemoveAsync(TenantId tenant, IReadOnlyList<EndedInstance> instances, CancellationToken cancellation);
}

/// <param name="Finished">For those that came to their end or were cancelled.</param>
/// <param name="Faulted">For those that an administrator could still mend.</param>
public sealed record EndedBefore(DateTimeOffset Finished, DateTimeOffset Faulted);

/// <param name="Rows">All columns by table: <c>instance</c>, <c>journal</c>, <c>inbox</c>, <c>instance_content</c>; the snapshot as base64.</param>
public sealed record FinishedInstance(string InstanceId, DateTimeOffset FinishedAt, JsonObject Rows)
{
    public EndedInstance Ended => new(InstanceId, (long)Rows["instance"]!["row_version"]!);
}

/// <param name="RowVersion">As it was read; 0: of whichever version.</param>
public sealed record EndedInstance(string InstanceId, long RowVersion = 0);
