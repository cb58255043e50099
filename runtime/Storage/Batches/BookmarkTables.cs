using LowCode.Engine.State;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>A bookmark of a burst that closes.</summary>
internal sealed record ClosedBookmark(BurstCommit Burst, string BookmarkId);

internal sealed record OpenedBookmark(BurstCommit Burst, Bookmark Bookmark);

internal sealed record OpenedTimer(BurstCommit Burst, TimerWrite Timer);

/// <summary>The rows <c>bookmark</c> and <c>timer</c> of a batch.</summary>
internal static class BookmarkTables
{
    /// <summary>Answers one row a bookmark that was there.</summary>
    public static readonly RowArrays<ClosedBookmark> Delete = new(
        """
        DELETE FROM bookmark b USING {w}
        WHERE b.tenant_id = w.tenant_id AND b.instance_id = w.instance_id AND b.bookmark_id = w.bookmark_id
        RETURNING b.instance_id
        """,
        Key());

    public static readonly RowArrays<ClosedBookmark> DeleteTimers = new(
        """
        DELETE FROM timer t USING {w}
        WHERE t.tenant_id = w.tenant_id AND t.instance_id = w.instance_id AND t.bookmark_id = w.bookmark_id
        """,
        Key());

    public static readonly RowArrays<OpenedBookmark> Insert = RowArrays<OpenedBookmark>.Insert(
        "bookmark",
        Column.Text<OpenedBookmark>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OpenedBookmark>("instance_id", o => o.Burst.Instance.InstanceId.Value),
        Column.Text<OpenedBookmark>("bookmark_id", o => o.Bookmark.Id),
        Column.Text<OpenedBookmark>("name", o => o.Bookmark.Name),
        Column.Text<OpenedBookmark>("hash", o => o.Bookmark.Hash),
        Column.Text<OpenedBookmark>("correlation_id", o => o.Burst.Instance.CorrelationId),
        Column.Text<OpenedBookmark>("activity_id", o => o.Bookmark.ActivityId),
        Column.Text<OpenedBookmark>("activity_execution_id", o => o.Bookmark.ActivityExecutionId),
        Column.Text<OpenedBookmark>("payload", o => o.Bookmark.Payload is null ? null : RowJson.Write(o.Bookmark.Payload)),
        Column.Text<OpenedBookmark>("created_at", o => o.Bookmark.CreatedAt.ToRow()));

    /// <summary>A process may give itself a correlation id while branches of it wait already.</summary>
    public static readonly RowArrays<BurstCommit> Correlate = new(
        """
        UPDATE bookmark b SET correlation_id = w.correlation_id
        FROM {w}
        WHERE b.tenant_id = w.tenant_id AND b.instance_id = w.instance_id AND b.correlation_id IS DISTINCT FROM w.correlation_id
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("instance_id", b => b.Instance.InstanceId.Value),
        Column.Text<BurstCommit>("correlation_id", b => b.Instance.CorrelationId));

    public static readonly RowArrays<OpenedTimer> InsertTimers = RowArrays<OpenedTimer>.Insert(
        "timer",
        Column.Text<OpenedTimer>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OpenedTimer>("instance_id", o => o.Burst.Instance.InstanceId.Value),
        Column.Text<OpenedTimer>("bookmark_id", o => o.Timer.BookmarkId),
        Column.Text<OpenedTimer>("due_at", o => o.Timer.DueAt.ToRow()),
        Column.Text<OpenedTimer>("misfire", _ => "fire_once"),
        Column.Number<OpenedTimer>("attempts", _ => 0),
        Column.Text<OpenedTimer>("available_at", o => o.Timer.DueAt.ToRow()));

    private static Column<ClosedBookmark>[] Key() =>
    [
        Column.Text<ClosedBookmark>("tenant_id", c => c.Burst.Tenant.Value),
        Column.Text<ClosedBookmark>("instance_id", c => c.Burst.Instance.InstanceId.Value),
        Column.Text<ClosedBookmark>("bookmark_id", c => c.BookmarkId),
    ];
}
