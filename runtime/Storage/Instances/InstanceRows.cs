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
          @correlation, @name, @case, @snapshot, 1, @epoch, 0, @incidents, @at, @at, @finished, @parent)
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
        var finished = instance.Status == InstanceStatus.Finished ? instance.At.ToRow() : null;
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
                ("epoch", instance.OwnerEpoch),
                ("incidents", instance.IncidentCount),
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

    public static void WriteJournal(WriteSession session, TenantId tenant, InstanceWrite instance, JournalWrite journal) =>
        session.Execute(
            InsertJournal,
            ("tenant", tenant.Value),
            ("instance", instance.InstanceId.Value),
            ("seq", instance.ReadVersion + 1),
            ("at", instance.At.ToRow()),
            ("stimulus", journal.Stimulus),
            ("actor", journal.Actor),
            ("entries", journal.Entries));
}
