using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Storage.Tasks;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>The rows <c>bookmark</c> and <c>timer</c> of a burst.</summary>
internal static class BookmarkRows
{
    private const string Delete =
        """
        DELETE FROM bookmark
        WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark
        RETURNING bookmark_id
        """;

    private const string Insert =
        """
        INSERT INTO bookmark (tenant_id, instance_id, bookmark_id, name, hash, correlation_id, activity_id, activity_execution_id,
          payload, created_at)
        VALUES (@tenant, @instance, @bookmark, @name, @hash, @correlation, @activity, @execution, @payload, @at)
        """;

    private const string Correlate =
        "UPDATE bookmark SET correlation_id = @correlation WHERE tenant_id = @tenant AND instance_id = @instance AND correlation_id IS NOT @correlation";

    private const string DeleteTimer =
        "DELETE FROM timer WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark";

    private const string InsertTimer =
        """
        INSERT INTO timer (tenant_id, instance_id, bookmark_id, due_at, misfire, attempts, available_at)
        VALUES (@tenant, @instance, @bookmark, @due, 'fire_once', 0, @due)
        """;

    /// <summary>False: the bookmark was consumed or closed before.</summary>
    public static bool Consume(WriteSession session, BurstCommit burst) =>
        burst.Consumed is null || Remove(session, burst, burst.Consumed);

    /// <summary>Closed bookmarks take their open tasks and timers along.</summary>
    public static void Close(WriteSession session, BurstCommit burst)
    {
        foreach (var bookmark in burst.Closed)
        {
            if (bookmark != burst.Consumed)
            {
                Remove(session, burst, bookmark);
            }

            session.Execute(
                DeleteTimer,
                ("tenant", burst.Tenant.Value),
                ("instance", burst.Instance.InstanceId.Value),
                ("bookmark", bookmark));
            TaskRows.CancelOf(session, burst, bookmark);
        }
    }

    public static void Open(WriteSession session, BurstCommit burst)
    {
        foreach (var bookmark in burst.Created)
        {
            session.Execute(
                Insert,
                ("tenant", burst.Tenant.Value),
                ("instance", burst.Instance.InstanceId.Value),
                ("bookmark", bookmark.Id),
                ("name", bookmark.Name),
                ("hash", bookmark.Hash),
                ("correlation", burst.Instance.CorrelationId),
                ("activity", bookmark.ActivityId),
                ("execution", bookmark.ActivityExecutionId),
                ("payload", bookmark.Payload is null ? null : RowJson.Write(bookmark.Payload)),
                ("at", bookmark.CreatedAt.ToRow()));
        }

        if (burst.Instance.IsCorrelatedAnew)
        {
            session.Execute(
                Correlate,
                ("tenant", burst.Tenant.Value),
                ("instance", burst.Instance.InstanceId.Value),
                ("correlation", burst.Instance.CorrelationId));
        }

        foreach (var timer in burst.Timers)
        {
            session.Execute(
                InsertTimer,
                ("tenant", burst.Tenant.Value),
                ("instance", burst.Instance.InstanceId.Value),
                ("bookmark", timer.BookmarkId),
                ("due", timer.DueAt.ToRow()));
        }
    }

    private static bool Remove(WriteSession session, BurstCommit burst, string bookmark) =>
        session.Scalar(
            Delete,
            ("tenant", burst.Tenant.Value),
            ("instance", burst.Instance.InstanceId.Value),
            ("bookmark", bookmark)) is not null;
}
