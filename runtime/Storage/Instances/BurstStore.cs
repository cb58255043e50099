using Dapper;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Storage.Attachments;
using LowCode.Storage.Cases;
using LowCode.Storage.Sqlite;
using LowCode.Storage.Tasks;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IBurstStore"/>
internal sealed class BurstStore(SqliteFile file, SqliteWriter writer) : IBurstStore
{
    public Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT definition_id AS DefinitionId, definition_hash AS DefinitionHash, release_revision AS ReleaseRevision,
              case_id AS CaseId, snapshot AS Snapshot, row_version AS RowVersion, owner_epoch AS OwnerEpoch
            FROM instance
            WHERE tenant_id = @tenant AND instance_id = @instance
            """,
            new { tenant = tenant.Value, instance = instance.Value },
            transaction);
        if (row is null)
        {
            return Task.FromResult<StoredInstance?>(null);
        }

        return Task.FromResult<StoredInstance?>(new StoredInstance(
            instance,
            row.DefinitionId,
            row.DefinitionHash,
            row.ReleaseRevision,
            row.CaseId,
            row.Snapshot,
            row.RowVersion,
            row.OwnerEpoch,
            row.CaseId is null ? null : CaseReader.Find(connection, tenant, row.CaseId)));
    }

    public Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<string?>(
            "SELECT result FROM inbox WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @messageId AND state = 'done'",
            new { tenant = tenant.Value, consumer, messageId });
        return Task.FromResult(rows.Select(result => new HandledMessage(result)).FirstOrDefault());
    }

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) =>
        writer.WriteAsync(session => Write(session, burst), cancellation);

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => (int?)(long?)session.Scalar(
                """
                UPDATE instance SET owner_epoch = owner_epoch + 1, recovery_attempts = recovery_attempts + 1
                WHERE tenant_id = @tenant AND instance_id = @instance
                RETURNING recovery_attempts
                """,
                ("tenant", tenant.Value),
                ("instance", instance.Value)),
            cancellation);

    private static BurstVerdict Write(WriteSession session, BurstCommit burst)
    {
        if (!InstanceRows.Write(session, burst.Tenant, burst.Instance))
        {
            return session.Refuse(BurstVerdict.FenceLost.Instance);
        }

        if (!BookmarkRows.Consume(session, burst))
        {
            return session.Refuse(BurstVerdict.BookmarkGone.Instance);
        }

        if (burst.Message is { } message && InboxRows.Note(session, burst, message) is { } handled)
        {
            return session.Refuse(new BurstVerdict.Duplicate(handled.Result));
        }

        string? number = null;
        if (burst.Case is { } caseWrite)
        {
            if (CaseRows.FindOfSource(session, burst.Tenant, caseWrite) is { } known)
            {
                return session.Refuse(new BurstVerdict.SourceTaken(known));
            }

            number = CaseRows.Write(session, burst.Tenant, caseWrite);
        }

        if (AttachmentRows.FirstRefused(session, burst) is { } refused)
        {
            return session.Refuse(new BurstVerdict.AttachmentRefused(refused));
        }

        if (burst.Completion is { } completion && !TaskRows.TryComplete(session, burst, completion))
        {
            return session.Refuse(BurstVerdict.BookmarkGone.Instance);
        }

        InstanceRows.WriteJournal(session, burst.Tenant, burst.Instance, burst.Journal);
        BookmarkRows.Close(session, burst);
        BookmarkRows.Open(session, burst);
        TaskRows.Open(session, burst);
        CaseEventRows.Write(session, burst);
        InboxRows.WriteOutbox(session, burst);
        return new BurstVerdict.Committed(burst.Instance.ReadVersion + 1, number, InboxRows.Waiting(session, burst));
    }

    private sealed class Row
    {
        public string DefinitionId { get; init; } = "";

        public string DefinitionHash { get; init; } = "";

        public long ReleaseRevision { get; init; }

        public string? CaseId { get; init; }

        public byte[] Snapshot { get; init; } = [];

        public long RowVersion { get; init; }

        public long OwnerEpoch { get; init; }
    }
}
