using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine;

/// <summary>What a burst did: the new state and all that must be committed with it.</summary>
/// <param name="State">The state after the burst. Whoever cannot commit it throws it away and loads the last committed one again.</param>
/// <param name="Created">Bookmarks that are open now and were not before.</param>
/// <param name="Closed">Ids of bookmarks that were open before and are not now; the consumed one among them.</param>
/// <param name="Consumed">Id of the bookmark that the stimulus consumed; null for a start or a cancellation, and where the bookmark stays open.</param>
public sealed record BurstResult(
    InstanceState State,
    IReadOnlyList<JournalEntry> Journal,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<Bookmark> Created,
    IReadOnlyList<string> Closed,
    string? Consumed)
{
    /// <summary>Ids of the contents that the state came to hold: they are the instance's from this burst on.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Instances that were started inside the burst, in order.</summary>
    public IReadOnlyList<StartedChild> Children => [.. Effects.OfType<Effect.CommitChild>().Select(e => e.Child)];

    /// <summary>The burst was stopped to be committed midway: the owner resumes this bookmark at once, with the same time. Null: it came to rest.</summary>
    public string? ContinueAt => State.IsMidway ? Continuation.BookmarkId : null;
}
