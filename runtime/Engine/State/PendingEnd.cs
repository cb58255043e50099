namespace LowCode.Engine.State;

/// <summary>An activity that has ended with these outcomes, but its container failed to take that: what is tried again is the taking.</summary>
internal sealed class PendingEnd(IReadOnlyList<string> outcomes) : Progress
{
    public const byte SnapshotTag = 10;

    public IReadOnlyList<string> Outcomes { get; } = outcomes;

    protected override byte Tag => SnapshotTag;

    public static PendingEnd ReadMembers(ref SnapshotReader reader)
    {
        var outcomes = new string[reader.Count()];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = reader.Text()!;
        }

        return new PendingEnd(outcomes);
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(Outcomes.Count);
        foreach (var outcome in Outcomes)
        {
            writer.Text(outcome);
        }
    }
}
