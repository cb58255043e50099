
namespace LowCode.Engine.State;

/// <summary>Where a state machine stands: its state, and the transition that is under way.</summary>
internal sealed class MachineProgress(int state, MachinePhase phase, int transition) : Progress
{
    public const byte SnapshotTag = 9;

    public int State { get; set; } = state;

    public MachinePhase Phase { get; set; } = phase;

    /// <summary>Meaningless while no transition is under way.</summary>
    public int Transition { get; set; } = transition;

    protected override byte Tag => SnapshotTag;

    public static MachineProgress ReadMembers(ref SnapshotReader reader) => new(reader.Count(), (MachinePhase)reader.Byte(), reader.Count());

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(State);
        writer.Byte((byte)Phase);
        writer.Count(Transition);
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
