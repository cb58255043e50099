
namespace LowCode.Engine.State;

/// <summary>An execution waits for several instances that it started.</summary>
internal sealed class AwaitedChildren(IEnumerable<InstanceId> ids, bool hasCancelled = false) : Progress
{
    public const byte SnapshotTag = 8;

    /// <summary>Those that have not ended.</summary>
    public List<InstanceId> Ids { get; } = [.. ids];

    /// <summary>One of those that ended was cancelled.</summary>
    public bool HasCancelled { get; set; } = hasCancelled;

    protected override byte Tag => SnapshotTag;

    public static AwaitedChildren ReadMembers(ref SnapshotReader reader)
    {
        var ids = new InstanceId[reader.Count()];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new InstanceId(reader.Text()!);
        }

        return new AwaitedChildren(ids, reader.Version > Snapshot.SecondVersion && reader.Flag());
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(Ids.Count);
        foreach (var id in Ids)
        {
            writer.Text(id.Value);
        }

        writer.Flag(HasCancelled);
    }
}
