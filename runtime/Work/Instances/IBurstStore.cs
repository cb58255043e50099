using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Cases;

namespace LowCode.Work.Instances;

/// <summary>Port: where instances live between bursts.</summary>
public interface IBurstStore
{
    /// <summary>Null: there is no such instance in the tenant.</summary>
    Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation);

    /// <summary>The answer that a command was given before; null: it was not handled yet.</summary>
    Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation);

    /// <summary>
    /// Writes a burst in one transaction. The fences are checked in order: instance row, consumed bookmark, message. It is durable when
    /// the verdict arrives.
    /// </summary>
    Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation);

    /// <summary>
    /// Raises owner_epoch and recovery_attempts, committed before the answer, so that bursts of an earlier owner are refused and a
    /// burst that kills the process is counted. The next good burst sets the attempts back to 0. Null: no such instance.
    /// </summary>
    Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation);
}

/// <param name="Case">Null: the instance runs without a case.</param>
/// <param name="IsQuarantined">No burst may run until somebody releases it.</param>
public sealed record StoredInstance(
    InstanceId InstanceId,
    string DefinitionId,
    string DefinitionHash,
    long ReleaseRevision,
    string? CaseId,
    byte[] Snapshot,
    long RowVersion,
    long OwnerEpoch,
    CaseRecord? Case,
    bool IsQuarantined = false);

public sealed record HandledMessage(string? Result);
