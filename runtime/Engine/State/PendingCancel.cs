namespace LowCode.Engine.State;

/// <summary>An activity that was cancelled, but its container failed to take that: what is tried again is the taking.</summary>
internal sealed class PendingCancel : Progress
{
    public const byte SnapshotTag = 11;

    protected override byte Tag => SnapshotTag;

    protected override void WriteMembers(SnapshotWriter writer)
    {
    }
}
