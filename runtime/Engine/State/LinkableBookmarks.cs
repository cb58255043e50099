namespace LowCode.Engine.State;

/// <summary>
/// Which bookmarks a link may resume: those that take whatever they are told. Tasks of people, calls, requests and children have answers of
/// their own that a link cannot give.
/// </summary>
public static class LinkableBookmarks
{
    private static readonly HashSet<string> _names =
        [BookmarkHash.Event, BookmarkHash.RunTask, "Elsa.Delay", "Elsa.Timer", "Elsa.Cron", "Elsa.StartAt"];

    public static bool Contains(Bookmark bookmark) => _names.Contains(bookmark.Name);

    public static string Names => string.Join(", ", _names);

    /// <summary>The bookmark of an id, else the oldest of those that an activity waits at; null: neither waits.</summary>
    internal static Bookmark? Find(InstanceState state, string bookmarkId, string? activityId) =>
        (state.OpenBookmarks.Find(b => b.Bookmark.Id == bookmarkId) ?? state.OpenBookmarks.Find(b => b.Bookmark.ActivityId == activityId))?.Bookmark;
}
