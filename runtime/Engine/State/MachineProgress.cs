
namespace LowCode.Engine.State;

/// <summary>Where a state machine stands: its state, and the transition that is under way.</summary>
internal sealed class MachineProgress(int state, MachinePhase phase, int transition) : Progress
{
    public const byte SnapshotTag = 9;

    /// <summary>With <see cref="Arrived"/>.</summary>
    public const byte SnapshotTagWithArrived = 13;

    public int State { get; set; } = state;

    public MachinePhase Phase { get; set; } = phase;

    /// <summary>Meaningless while no transition is under way.</summary>
    public int Transition { get; set; } = transition;

    /// <summary>Transitions whose triggers completed while an incident had stopped the machine, in that order: they are decided when it goes on.</summary>
    public List<int> Arrived { get; } = [];

    protected override byte Tag => Arrived.Count == 0 ? SnapshotTag : SnapshotTagWithArrived;

    public static MachineProgress ReadMembers(ref SnapshotReader reader) => new(reader.Count(), (MachinePhase)reader.Byte(), reader.Count());

    public static MachineProgress ReadMembersWithArrived(ref SnapshotReader reader)
    {
        var progress = ReadMembers(ref reader);
        for (var left = reader.Count(); left > 0; left--)
        {
            progress.Arrived.Add(reader.Count());
        }

        return progress;
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(State);
        writer.Byte((byte)Phase);
        writer.Count(Transition);
        if (Arrived.Count == 0)
        {
            return;
        }

        writer.Count(Arrived.Count);
        foreach (var transition in Arrived)
        {
            writer.Count(transition);
        }
    }
}

/// <summary>What of a state machine runs. Stored: numbers never change.</summary>
internal enum MachinePhase : byte
{
    Entering = 0,
    Waiting = 1,
    Exiting = 2,
    Acting = 3,

    /// <summary>A trigger has completed, and its condition is evaluated: only seen where that failed.</summary>
    Deciding = 4,
}
