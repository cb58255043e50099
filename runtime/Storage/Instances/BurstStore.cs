using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Storage.Cases;
using LowCode.Storage.Databases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IBurstStore"/>
internal sealed class BurstStore(IDatabase database, IBurstWriter bursts) : IBurstStore
{
    public async Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var row = await session.FindAsync<Row>(
            """
            SELECT definition_id AS DefinitionId, definition_hash AS DefinitionHash, release_revision AS ReleaseRevision,
              case_id AS CaseId, snapshot AS Snapshot, row_version AS RowVersion, owner_epoch AS OwnerEpoch,
              sub_status AS SubStatus
            FROM instance
            WHERE tenant_id = @tenant AND instance_id = @instance
            """,
            ("tenant", tenant.Value),
            ("instance", instance.Value));
        if (row is null)
        {
            return null;
        }

        return new StoredInstance(
            instance,
            row.DefinitionId,
            row.DefinitionHash,
            row.ReleaseRevision,
            row.CaseId,
            row.Snapshot,
            row.RowVersion,
            row.OwnerEpoch,
            row.CaseId is null ? null : await CaseReader.FindAsync(session, tenant, row.CaseId),
            row.SubStatus == Quarantine.SubStatus);
    }

    public async Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            "SELECT result FROM inbox WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'done'",
            static row => new HandledMessage(row.IsDBNull(0) ? null : row.GetString(0)),
            ("tenant", tenant.Value),
            ("consumer", consumer),
            ("message", messageId));
        return rows is [var handled, ..] ? handled : null;
    }

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) => bursts.CommitAsync(burst, cancellation);

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => (int?)(long?)session.Scalar(
                """
                UPDATE instance SET owner_epoch = owner_epoch + 1, recovery_attempts = recovery_attempts + 1
                WHERE tenant_id = @tenant AND instance_id = @instance
                RETURNING recovery_attempts
                """,
                ("tenant", tenant.Value),
                ("instance", instance.Value)),
            cancellation);

    private sealed class Row
    {
        public string DefinitionId { get; init; } = "";

        public string DefinitionHash { get; init; } = "";

        public long ReleaseRevision { get; init; }

        public string? CaseId { get; init; }

        public byte[] Snapshot { get; init; } = [];

        public long RowVersion { get; init; }

        public long OwnerEpoch { get; init; }

        public string SubStatus { get; init; } = "";
    }
}
