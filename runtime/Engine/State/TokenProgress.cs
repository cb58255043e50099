
namespace LowCode.Engine.State;

/// <summary>The tokens of a running flowchart, oldest first; a token that was consumed is gone.</summary>
internal sealed class TokenProgress(int start) : Progress
{
    public const byte SnapshotTag = 5;

    /// <summary>Index of the activity that it began with.</summary>
    public int Start { get; } = start;

    public List<FlowToken> Tokens { get; } = [];

    protected override byte Tag => SnapshotTag;

    public TokenProgress Copy() => At(Start, c => c);

    /// <summary>The same tokens where connections stand elsewhere; -1: not there any more, and its tokens with it.</summary>
    public TokenProgress At(int start, Func<int, int> connections)
    {
        var moved = new TokenProgress(start);
        moved.Tokens.AddRange(Tokens.Select(t => t with { Connection = connections(t.Connection) }).Where(t => t.Connection >= 0));
        return moved;
    }

    public static TokenProgress ReadMembers(ref SnapshotReader reader)
    {
        var progress = new TokenProgress(reader.Count());
        for (var left = reader.Count(); left > 0; left--)
        {
            var token = reader.Count();
            progress.Tokens.Add(new FlowToken(token >> 1, (token & 1) == 1));
        }

        return progress;
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(Start);
        writer.Count(Tokens.Count);
        foreach (var (connection, isBlocked) in Tokens)
        {
            writer.Count((connection << 1) | (isBlocked ? 1 : 0));
        }
    }
}

/// <summary>A connection was taken and its target has not completed since.</summary>
/// <param name="Connection">Position of the connection.</param>
/// <param name="IsBlocked">Left behind by a race: the next arrival over the connection is dropped.</param>
internal readonly record struct FlowToken(int Connection, bool IsBlocked);
