
namespace LowCode.Engine.State;

/// <summary>An execution waits for an instance that it started.</summary>
internal sealed class AwaitedChild(InstanceId id) : Progress
{
    public const byte SnapshotTag = 7;

    public InstanceId Id { get; } = id;

    protected override byte Tag => SnapshotTag;

    public static AwaitedChild ReadMembers(ref SnapshotReader reader) => new(new InstanceId(reader.Text()!));

    protected override void WriteMembers(SnapshotWriter writer) => writer.Text(Id.Value);
}
