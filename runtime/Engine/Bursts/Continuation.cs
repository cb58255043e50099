using LowCode.Engine.Effects;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>
/// What an instance that was committed midway is known by outside: a bookmark that its owner resumes at once, and a timer that resumes it
/// where the owner is gone. The state itself holds what is still to run.
/// </summary>
internal static class Continuation
{
    public const string BookmarkId = InstanceState.ContinuationBookmark;
    public const string BookmarkName = "LowCode.Continue";

    /// <summary>Far longer than an owner needs to go on by itself.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static readonly string _hash = BookmarkHash.Of(BookmarkName, null, BookmarkId);

    /// <param name="root">The execution that all others run in.</param>
    public static Bookmark Bookmark(Burst burst, ActivityExecution root) =>
        new(BookmarkId, BookmarkName, _hash, null, root.ActivityId, root.Id, burst.Now);

    public static Effect Timer(Burst burst) => new Effect.SetTimer(BookmarkId, burst.Now.ToUniversalTime() + _patience);
}
