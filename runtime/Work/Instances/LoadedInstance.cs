using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.Cases;

namespace LowCode.Work.Instances;

/// <summary>
/// An instance in its owner's memory, as it was last committed. The engine changes <see cref="State"/> in place, so whoever cannot
/// commit a burst throws this away.
/// </summary>
internal sealed record LoadedInstance(
    InstanceId InstanceId,
    string DefinitionId,
    string DefinitionHash,
    long ReleaseRevision,
    string? CaseId,
    InstanceState State,
    long RowVersion,
    long OwnerEpoch,
    CaseRecord? Case)
{
    /// <summary>Of the state as it was last committed: a measure of what it takes in memory.</summary>
    public int SnapshotBytes { get; init; }

    public static LoadedInstance Of(StoredInstance stored) => new(
        stored.InstanceId,
        stored.DefinitionId,
        stored.DefinitionHash,
        stored.ReleaseRevision,
        stored.CaseId,
        InstanceState.FromSnapshot(stored.Snapshot),
        stored.RowVersion,
        stored.OwnerEpoch,
        stored.Case)
    {
        SnapshotBytes = stored.Snapshot.Length,
    };

    public bool IsOpen(string bookmarkId) => State.IsOpen(bookmarkId);
}
