using LowCode.Definitions.Releases;

namespace LowCode.Engine.State;

/// <summary>A workflow that runs as an activity of another: which one it is, and the outputs that it has set.</summary>
internal sealed class UsedWorkflow(ContentHash hash) : Progress
{
    public const byte SnapshotTag = 6;

    public ContentHash Hash { get; } = hash;

    /// <summary>Known once the state is bound to its definitions.</summary>
    public CompiledWorkflow Workflow { get; set; } = null!;

    public OrderedDictionary<string, object?> Outputs { get; } = new(StringComparer.Ordinal);

    protected override byte Tag => SnapshotTag;

    public static UsedWorkflow ReadMembers(ref SnapshotReader reader)
    {
        var used = new UsedWorkflow(new ContentHash(reader.Text()!));
        foreach (var (name, value) in reader.Members())
        {
            used.Outputs[name] = value;
        }

        return used;
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Text(Hash.Value);
        writer.Members(Outputs);
    }
}
