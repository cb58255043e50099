
namespace LowCode.Engine.State;

/// <summary>How far a container has come. Each case has a tag in snapshots that never changes.</summary>
internal abstract class Progress
{
    /// <summary>Position in a sequence.</summary>
    public sealed class Step(int index) : Progress
    {
        public int Index { get; set; } = index;

        protected override byte Tag => 1;

        protected override void WriteMembers(SnapshotWriter writer) => writer.Count(Index);
    }

    /// <summary>A counted loop.</summary>
    public sealed class Range(long next, long end, long step) : Progress
    {
        public long Next { get; set; } = next;

        public long End { get; } = end;

        public long Size { get; } = step;

        protected override byte Tag => 2;

        protected override void WriteMembers(SnapshotWriter writer)
        {
            writer.Whole(Next);
            writer.Whole(End);
            writer.Whole(Size);
        }
    }

    /// <summary>A loop over items that were evaluated when it began.</summary>
    public sealed class Items(object?[] items, int index) : Progress
    {
        public object?[] All { get; } = items;

        public int Index { get; set; } = index;

        protected override byte Tag => 3;

        protected override void WriteMembers(SnapshotWriter writer)
        {
            writer.Count(Index);
            writer.Value(All);
        }
    }

    protected abstract byte Tag { get; }

    public static void Write(SnapshotWriter writer, Progress? progress)
    {
        writer.Byte(progress?.Tag ?? 0);
        progress?.WriteMembers(writer);
    }

    public static Progress? Read(ref SnapshotReader reader) => reader.Byte() switch
    {
        0 => null,
        1 => new Step(reader.Count()),
        2 => new Range(reader.Whole(), reader.Whole(), reader.Whole()),
        3 => ReadItems(ref reader),
        CounterProgress.SnapshotTag => CounterProgress.ReadMembers(ref reader),
        TokenProgress.SnapshotTag => TokenProgress.ReadMembers(ref reader),
        UsedWorkflow.SnapshotTag => UsedWorkflow.ReadMembers(ref reader),
        AwaitedChild.SnapshotTag => AwaitedChild.ReadMembers(ref reader),
        MachineProgress.SnapshotTag => MachineProgress.ReadMembers(ref reader),
        MachineProgress.SnapshotTagWithArrived => MachineProgress.ReadMembersWithArrived(ref reader),
        AwaitedChildren.SnapshotTag => AwaitedChildren.ReadMembers(ref reader),
        PendingEnd.SnapshotTag => PendingEnd.ReadMembers(ref reader),
        EndedChild.SnapshotTag => EndedChild.ReadMembers(ref reader),
        PendingCancel.SnapshotTag => new PendingCancel(),
        var tag => throw new InvalidDataException($"Expected a known kind of progress, but got {tag}."),
    };

    protected abstract void WriteMembers(SnapshotWriter writer);

    private static Items ReadItems(ref SnapshotReader reader)
    {
        var index = reader.Count();
        return new Items((object?[])reader.Value()!, index);
    }
}
