using LowCode.Definitions;
using LowCode.Engine.State;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>The rows <c>instance</c> and <c>journal</c> of a burst.</summary>
internal static class InstanceRows
{
    private const string Insert =
        """
        INSERT INTO instance (tenant_id, instance_id, definition_id, definition_hash, release_revision, status, sub_status,
          correlation_id, name, case_id, snapshot, row_version, owner_epoch, recovery_attempts, incident_count,
          created_at, updated_at, finished_at, parent_id)
        VALUES (@tenant, @instance, @definition, @hash, @revision, @status, @subStatus,
          @correlation, @name, @case, @snapshot, @version, @epoch, 0, @incidents, @created, @at, @finished, @parent)
        ON CONFLICT DO NOTHING
        """;

    private const string Update =
        """
        UPDATE instance
        SET definition_hash = @hash, release_revision = @revision, status = @status, sub_status = @subStatus, correlation_id = @correlation, name = @name, snapshot = @snapshot,
          incident_count = @incidents, updated_at = @at, finished_at = @finished, recovery_attempts = 0,
          row_version = row_version + 1
        WHERE tenant_id = @tenant AND instance_id = @instance AND row_version = @read AND owner_epoch = @epoch
        """;

    private const string InsertJournal =
        """
        INSERT INTO journal (tenant_id, instance_id, seq, at, stimulus, actor, entries)
        VALUES (@tenant, @instance, @seq, @at, @stimulus, @actor, @entries)
        """;

    /// <summary>False: the fence refused the burst.</summary>
    public static bool Write(WriteSession session, TenantId tenant, InstanceWrite instance)
    {
        var finished = instance.FinishedAt?.ToRow();
        if (instance.ReadVersion == 0)
        {
            return session.Execute(
                Insert,
                ("tenant", tenant.Value),
                ("instance", instance.InstanceId.Value),
                ("definition", instance.DefinitionId),
                ("hash", instance.DefinitionHash),
                ("revision", instance.ReleaseRevision),
                ("status", instance.Status.ToString()),
                ("subStatus", instance.SubStatus.ToString()),
                ("correlation", instance.CorrelationId),
                ("name", instance.Name),
                ("case", instance.CaseId),
                ("snapshot", instance.Snapshot),
                ("version", instance.Version),
                ("epoch", instance.OwnerEpoch),
                ("incidents", instance.IncidentCount),
                ("created", (instance.CreatedAt ?? instance.At).ToRow()),
                ("at", instance.At.ToRow()),
                ("finished", finished),
                ("parent", instance.ParentInstanceId)) == 1;
        }

        return session.Execute(
            Update,
            ("tenant", tenant.Value),
            ("instance", instance.InstanceId.Value),
            ("hash", instance.DefinitionHash),
            ("revision", instance.ReleaseRevision),
            ("status", instance.Status.ToString()),
            ("subStatus", instance.SubStatus.ToString()),
            ("correlation", instance.CorrelationId),
            ("name", instance.Name),
            ("snapshot", instance.Snapshot),
            ("incidents", instance.IncidentCount),
            ("at", instance.At.ToRow()),
            ("finished", finished),
            ("read", instance.ReadVersion),
            ("epoch", instance.OwnerEpoch)) == 1;
    }

    public static void WriteJournal(WriteSession session, BurstCommit burst)
    {
        foreach (var row in burst.History)
        {
            Write(session, burst, row.Seq, row.At, new JournalWrite(row.Stimulus, row.Actor, RowJson.Write(row.Entries)));
        }

        Write(session, burst, burst.Instance.Version, burst.Instance.At, burst.Journal);
    }

    private static void Write(WriteSession session, BurstCommit burst, long seq, DateTimeOffset at, JournalWrite journal) =>
        session.Execute(
            InsertJournal,
            ("tenant", burst.Tenant.Value),
            ("instance", burst.Instance.InstanceId.Value),
            ("seq", seq),
            ("at", at.ToRow()),
            ("stimulus", journal.Stimulus),
            ("actor", journal.Actor),
            ("entries", journal.Entries));
}
