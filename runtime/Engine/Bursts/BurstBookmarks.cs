using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Opens and closes bookmarks, so that each is recorded.</summary>
internal static class BurstBookmarks
{
    /// <summary>Waits until somebody resumes the bookmark.</summary>
    /// <param name="isSpecific">The bookmark is this execution's alone; no stimulus without an address matches it.</param>
    /// <returns>The id of the bookmark.</returns>
    public static string Wait(this Burst burst, ActivityExecution me, JsonObject? payload, bool isSpecific = true) =>
        burst.Wait(me, me.Node.Type, BookmarkHash.Of(me.Node.Type, payload, isSpecific ? me.Id : null), payload);

    /// <summary>Opens a bookmark again that was parked, with its timer.</summary>
    public static void WaitAgain(this Burst burst, OpenBookmark parked)
    {
        var (_, before, execution) = parked;
        var id = burst.Wait(execution, before.Name, before.Hash, before.Payload);
        if (parked.DueAt is { } due)
        {
            burst.Effect(new Effect.SetTimer(id, due));
        }
    }

    public static string Wait(this Burst burst, ActivityExecution me, string name, string hash, JsonNode? payload)
    {
        var number = ++burst.State.LastBookmark;
        var id = string.Create(CultureInfo.InvariantCulture, $"b{number}");
        var bookmark = new Bookmark(id, name, hash, payload, me.ActivityId, me.Id, burst.Now);
        burst.State.OpenBookmarks.Add(new OpenBookmark(number, bookmark, me));
        burst.Record.Journal(JournalKind.BookmarkCreated, me, new JsonObject { ["bookmark"] = id });
        return id;
    }

    public static void RemoveBookmarks(this Burst burst, Predicate<OpenBookmark> match)
    {
        for (var i = 0; i < burst.State.OpenBookmarks.Count; i++)
        {
            var open = burst.State.OpenBookmarks[i];
            if (match(open))
            {
                burst.State.OpenBookmarks.RemoveAt(i--);
                burst.Record.Closed(open);
                burst.Record.Journal(JournalKind.BookmarkRemoved, open.Execution, new JsonObject { ["bookmark"] = open.Bookmark.Id });
            }
        }
    }
}
