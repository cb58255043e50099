using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>The rows <c>instance</c> and <c>journal</c> of a batch.</summary>
internal static class InstanceTables
{
    /// <summary>Answers the instances whose fence held.</summary>
    public static readonly RowArrays<BurstCommit> Update = new(
        """
        UPDATE instance i
        SET definition_hash = w.definition_hash, release_revision = w.release_revision, status = w.status, sub_status = w.sub_status, correlation_id = w.correlation_id, name = w.name, snapshot = w.snapshot,
          incident_count = w.incident_count, updated_at = w.updated_at, finished_at = w.finished_at, recovery_attempts = 0,
          row_version = i.row_version + 1
        FROM {w}
        WHERE i.tenant_id = w.tenant_id AND i.instance_id = w.instance_id AND i.row_version = w.row_version AND i.owner_epoch = w.owner_epoch
        RETURNING i.tenant_id, i.instance_id
        """,
        [.. Common(), Column.Number<BurstCommit>("row_version", b => b.Instance.ReadVersion)]);

    /// <summary>Answers the instances that are new.</summary>
    public static readonly RowArrays<BurstCommit> Insert = new(
        """
        INSERT INTO instance ({columns}) SELECT * FROM {w}
        ON CONFLICT DO NOTHING
        RETURNING tenant_id, instance_id
        """,
        [
            .. Common(),
            Column.Text<BurstCommit>("definition_id", b => b.Instance.DefinitionId),
            Column.Text<BurstCommit>("case_id", b => b.Instance.CaseId),
            Column.Text<BurstCommit>("parent_id", b => b.Instance.ParentInstanceId),
            Column.Text<BurstCommit>("created_at", b => (b.Instance.CreatedAt ?? b.Instance.At).ToRow()),
            Column.Number<BurstCommit>("row_version", b => b.Instance.Version),
            Column.Number<BurstCommit>("recovery_attempts", _ => 0),
        ]);

    public static readonly RowArrays<BurstCommit> Journal = RowArrays<BurstCommit>.Insert(
        "journal",
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("instance_id", b => b.Instance.InstanceId.Value),
        Column.Number<BurstCommit>("seq", b => b.Instance.Version),
        Column.Text<BurstCommit>("at", b => b.Instance.At.ToRow()),
        Column.Text<BurstCommit>("stimulus", b => b.Journal.Stimulus),
        Column.Text<BurstCommit>("actor", b => b.Journal.Actor),
        Column.Text<BurstCommit>("entries", b => b.Journal.Entries));

    /// <summary>What instances out of files bring of their journal.</summary>
    public static readonly RowArrays<PastRow> History = RowArrays<PastRow>.Insert(
        "journal",
        Column.Text<PastRow>("tenant_id", r => r.Burst.Tenant.Value),
        Column.Text<PastRow>("instance_id", r => r.Burst.Instance.InstanceId.Value),
        Column.Number<PastRow>("seq", r => r.Row.Seq),
        Column.Text<PastRow>("at", r => r.Row.At.ToRow()),
        Column.Text<PastRow>("stimulus", r => r.Row.Stimulus),
        Column.Text<PastRow>("actor", r => r.Row.Actor),
        Column.Text<PastRow>("entries", r => RowJson.Write(r.Row.Entries)));

    private static Column<BurstCommit>[] Common() =>
    [
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("instance_id", b => b.Instance.InstanceId.Value),
        Column.Text<BurstCommit>("definition_hash", b => b.Instance.DefinitionHash),
        Column.Number<BurstCommit>("release_revision", b => b.Instance.ReleaseRevision),
        Column.Text<BurstCommit>("status", b => b.Instance.Status.ToString()),
        Column.Text<BurstCommit>("sub_status", b => b.Instance.SubStatus.ToString()),
        Column.Text<BurstCommit>("correlation_id", b => b.Instance.CorrelationId),
        Column.Text<BurstCommit>("name", b => b.Instance.Name),
        Column.Bytes<BurstCommit>("snapshot", b => b.Instance.Snapshot),
        Column.Number<BurstCommit>("incident_count", b => b.Instance.IncidentCount),
        Column.Text<BurstCommit>("updated_at", b => b.Instance.At.ToRow()),
        Column.Text<BurstCommit>("finished_at", b => b.Instance.FinishedAt?.ToRow()),
        Column.Number<BurstCommit>("owner_epoch", b => b.Instance.OwnerEpoch),
    ];
}

internal sealed record PastRow(BurstCommit Burst, JournalRow Row);
