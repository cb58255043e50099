using System.Globalization;
using LowCode.Definitions.Values;

namespace LowCode.Engine.State;

/// <summary>Bookmarks of a snapshot, oldest first.</summary>
internal static class BookmarkSnapshot
{
    public static void Write(SnapshotWriter writer, List<OpenBookmark> bookmarks)
    {
        writer.Count(bookmarks.Count);
        foreach (var open in bookmarks)
        {
            var (number, bookmark, execution) = open;
            writer.Count(number);
            writer.Text(bookmark.Name);
            writer.Text(bookmark.Hash);
            writer.Value(DataValue.From(bookmark.Payload));
            writer.Count(execution.Number);
            writer.Time(bookmark.CreatedAt);
            writer.Flag(open.DueAt is not null);
            if (open.DueAt is { } due)
            {
                writer.Time(due);
            }
        }
    }

    public static void Read(ref SnapshotReader reader, List<OpenBookmark> bookmarks, Dictionary<int, ActivityExecution> executions)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var number = reader.Count();
            var name = reader.Text()!;
            var hash = reader.Text()!;
            var payload = DataValue.ToNode(reader.Value());
            var execution = executions[reader.Count()];
            var id = string.Create(CultureInfo.InvariantCulture, $"b{number}");
            var bookmark = new Bookmark(id, name, hash, payload, execution.ActivityId, execution.Id, reader.Time());
            var hasTimer = reader.Version != Snapshot.FirstVersion && reader.Flag();
            bookmarks.Add(new OpenBookmark(number, bookmark, execution) { DueAt = hasTimer ? reader.Time() : null });
        }
    }
}
