using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IQuarantine"/>
internal sealed class Quarantine(IDatabase database) : IQuarantine
{
    /// <summary>Of an instance whose bursts must not run.</summary>
    public const string SubStatus = "Quarantined";

    private readonly string _suspects =
        $"SELECT instance_id FROM instance WHERE tenant_id = @tenant AND {database.Dialect.IsIn("instance_id", "instances")} AND recovery_attempts > 0";

    public Task AddAsync(QuarantinedInstance instance, CancellationToken cancellation) =>
        database.WriteAsync(instance.Tenant, session => Add(session, instance), cancellation);

    public async Task<IReadOnlyList<string>> SuspectsAsync(TenantId tenant, IReadOnlyList<string> instances, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(_suspects, static row => row.GetString(0), ("tenant", tenant.Value), ("instances", instances));
    }

    public Task OutlivedAsync(TenantId tenant, string instance, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                UPDATE instance SET recovery_attempts = 0
                WHERE tenant_id = @tenant AND instance_id = @instance AND recovery_attempts > 0 AND sub_status <> 'Quarantined'
                """,
                ("tenant", tenant.Value),
                ("instance", instance)),
            cancellation);

    public async Task<IReadOnlyList<QuarantinedInstance>> ListAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            """
            SELECT q.instance_id, q.at, q.reason, q.attempts, i.definition_id, c.number
            FROM quarantine q
            JOIN instance i ON i.tenant_id = q.tenant_id AND i.instance_id = q.instance_id
            LEFT JOIN work_case c ON c.tenant_id = i.tenant_id AND c.case_id = i.case_id
            WHERE q.tenant_id = @tenant AND q.released_at IS NULL
            ORDER BY q.at, q.instance_id
            """,
            row => new QuarantinedInstance(tenant, row.GetString(0), RowTime.Read(row.GetString(1)), row.GetString(2), row.GetInt32(3))
            {
                DefinitionId = row.GetString(4),
                CaseNumber = row.IsDBNull(5) ? null : row.GetString(5),
            },
            ("tenant", tenant.Value));
    }

    public async Task<QuarantinedInstance?> FindAsync(TenantId tenant, string instance, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            "SELECT at, reason, attempts FROM quarantine WHERE tenant_id = @tenant AND instance_id = @instance AND released_at IS NULL",
            row => new QuarantinedInstance(tenant, instance, RowTime.Read(row.GetString(0)), row.GetString(1), row.GetInt32(2)),
            ("tenant", tenant.Value),
            ("instance", instance));
        return rows is [var found, ..] ? found : null;
    }

    public Task<bool> ReleaseAsync(QuarantineRelease release, CancellationToken cancellation) =>
        database.WriteAsync(release.Tenant, session => Release(session, release), cancellation);

    private static void Add(WriteSession session, QuarantinedInstance instance)
    {
        var changed = session.Execute(
            """
            UPDATE instance SET sub_status = 'Quarantined', incident_count = incident_count + 1, owner_epoch = owner_epoch + 1
            WHERE tenant_id = @tenant AND instance_id = @instance AND status <> 'Finished' AND sub_status <> 'Quarantined'
            """,
            ("tenant", instance.Tenant.Value),
            ("instance", instance.InstanceId));
        if (changed == 0)
        {
            return;
        }

        session.Execute(
            "UPDATE timer SET available_at = @never WHERE tenant_id = @tenant AND instance_id = @instance",
            ("never", RowTime.Never),
            ("tenant", instance.Tenant.Value),
            ("instance", instance.InstanceId));
        session.Execute(
            "INSERT INTO quarantine (tenant_id, instance_id, at, reason, attempts) VALUES (@tenant, @instance, @at, @reason, @attempts)",
            ("tenant", instance.Tenant.Value),
            ("instance", instance.InstanceId),
            ("at", instance.At.ToRow()),
            ("reason", instance.Reason),
            ("attempts", instance.Attempts));
    }

    private static bool Release(WriteSession session, QuarantineRelease release)
    {
        var released = session.Execute(
            """
            UPDATE quarantine SET released_by = @by, released_at = @at, release_reason = @reason
            WHERE tenant_id = @tenant AND instance_id = @instance AND released_at IS NULL
            """,
            ("by", release.By),
            ("at", release.At.ToRow()),
            ("reason", release.Reason),
            ("tenant", release.Tenant.Value),
            ("instance", release.InstanceId));
        if (released == 0)
        {
            return false;
        }

        session.Execute(
            """
            UPDATE instance SET sub_status = 'Suspended', incident_count = incident_count - 1, recovery_attempts = 0
            WHERE tenant_id = @tenant AND instance_id = @instance
            """,
            ("tenant", release.Tenant.Value),
            ("instance", release.InstanceId));
        session.Execute(
            "UPDATE timer SET available_at = due_at, looks = 0 WHERE tenant_id = @tenant AND instance_id = @instance",
            ("tenant", release.Tenant.Value),
            ("instance", release.InstanceId));
        session.Execute(
            "UPDATE outbox SET available_at = @at WHERE tenant_id = @tenant AND instance_id = @instance AND available_at > @at AND locked_by IS NULL",
            ("at", release.At.ToRow()),
            ("tenant", release.Tenant.Value),
            ("instance", release.InstanceId));
        return true;
    }
}
