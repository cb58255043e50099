namespace LowCode.Engine.State;

/// <summary>A child has ended, but its result could not be given on: what is tried again is the giving, not the child.</summary>
internal sealed class EndedChild(object? result) : Progress
{
    public const byte SnapshotTag = 12;

    public object? Result { get; } = result;

    protected override byte Tag => SnapshotTag;

    public static EndedChild ReadMembers(ref SnapshotReader reader) => new(reader.Value());

    protected override void WriteMembers(SnapshotWriter writer) => writer.Value(Result);
}
