using System.Data.Common;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;

namespace LowCode.Storage.Releases;

/// <inheritdoc cref="ITriggerTimers"/>
internal sealed class TriggerTimers(IDatabase database) : ITriggerTimers
{
    private const string Known = "SELECT definition_id, activity_id, schedule FROM trigger_timer WHERE tenant_id = @tenant";

    private const string Delete =
        "DELETE FROM trigger_timer WHERE tenant_id = @tenant AND definition_id = @definition AND activity_id = @activity";

    private const string Insert =
        """
        INSERT INTO trigger_timer (tenant_id, definition_id, activity_id, schedule, due_at, misfire, attempts, available_at)
        VALUES (@tenant, @definition, @activity, @schedule, @due, @misfire, 0, @due)
        """;

    private const string OfOneTime = "tenant_id = @tenant AND definition_id = @definition AND activity_id = @activity AND due_at = @due";

    /// <summary>The time of triggers that do not fire.</summary>
    private const string Never = "9999-12-31T00:00:00.000Z";

    private const string OfTenantSetAside =
        $"""
        SELECT tenant_id, definition_id, activity_id, due_at, attempts, begun FROM trigger_timer
        WHERE tenant_id = @tenant AND available_at = '{Never}'
        ORDER BY definition_id, activity_id
        """;

    /// <summary>What was set aside is tried again with a definition that changed.</summary>
    private const string Mended =
        $"""
        UPDATE trigger_timer SET available_at = due_at, attempts = 0, begun = 0
        WHERE tenant_id = @tenant AND definition_id = @definition AND available_at = '{Never}' AND NOT EXISTS (
          SELECT 1 FROM release_item WHERE tenant_id = @tenant AND revision = @expected AND kind = @kind AND key = @definition AND hash = @hash)
        """;

    private const string IsAnyDue = "SELECT 1 FROM trigger_timer WHERE available_at <= @now ORDER BY available_at LIMIT 1";

    private readonly string _lease =
        $"""
        UPDATE trigger_timer SET available_at = @until
        WHERE (tenant_id, definition_id, activity_id) IN (
          SELECT tenant_id, definition_id, activity_id FROM trigger_timer
          WHERE available_at <= @now
          ORDER BY available_at
          LIMIT @limit
          {database.Dialect.SkipLocked})
        RETURNING tenant_id, definition_id, activity_id, due_at, attempts, begun
        """;

    public async Task<IReadOnlyList<DueTrigger>> LeaseAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        await using (var session = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            if (await session.ScalarAsync(IsAnyDue, ("now", now.ToRow())) is null)
            {
                return [];
            }
        }

        var leased = await database.ClaimAsync(
            session => session.Query(
                _lease,
                ToTrigger,
                ("until", until.ToRow()),
                ("now", now.ToRow()),
                ("limit", limit)),
            cancellation);
        return [.. leased.OrderBy(t => t.DueAt)];
    }

    public Task BeginAsync(DueTrigger trigger, CancellationToken cancellation) =>
        ExecuteAsync(trigger, $"UPDATE trigger_timer SET begun = begun + 1 WHERE {OfOneTime}", cancellation);

    public Task SetAsideAsync(DueTrigger trigger, CancellationToken cancellation) =>
        ExecuteAsync(trigger, $"UPDATE trigger_timer SET available_at = '{Never}' WHERE {OfOneTime}", cancellation);

    public async Task<IReadOnlyList<DueTrigger>> ListSetAsideAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(OfTenantSetAside, ToTrigger, ("tenant", tenant.Value));
    }

    public Task AdvanceAsync(DueTrigger trigger, DateTimeOffset? next, CancellationToken cancellation) => database.WriteAsync(
        trigger.Tenant,
        session => next is { } due
            ? session.Execute(
                $"UPDATE trigger_timer SET due_at = @next, available_at = @next, attempts = 0, begun = 0 WHERE {OfOneTime}",
                ("next", due.ToRow()),
                ("tenant", trigger.Tenant.Value),
                ("definition", trigger.DefinitionId),
                ("activity", trigger.ActivityId),
                ("due", trigger.DueAt.ToRow()))
            : session.Execute(
                $"DELETE FROM trigger_timer WHERE {OfOneTime}",
                ("tenant", trigger.Tenant.Value),
                ("definition", trigger.DefinitionId),
                ("activity", trigger.ActivityId),
                ("due", trigger.DueAt.ToRow())),
        cancellation);

    public Task PostponeAsync(DueTrigger trigger, DateTimeOffset availableAt, CancellationToken cancellation) => database.WriteAsync(
        trigger.Tenant,
        session => session.Execute(
            $"UPDATE trigger_timer SET attempts = attempts + 1, begun = 0, available_at = @available WHERE {OfOneTime}",
            ("available", availableAt.ToRow()),
            ("tenant", trigger.Tenant.Value),
            ("definition", trigger.DefinitionId),
            ("activity", trigger.ActivityId),
            ("due", trigger.DueAt.ToRow())),
        cancellation);

    private Task ExecuteAsync(DueTrigger trigger, string statement, CancellationToken cancellation) => database.WriteAsync(
        trigger.Tenant,
        session => session.Execute(
            statement,
            ("tenant", trigger.Tenant.Value),
            ("definition", trigger.DefinitionId),
            ("activity", trigger.ActivityId),
            ("due", trigger.DueAt.ToRow())),
        cancellation);

    private static DueTrigger ToTrigger(DbDataReader row) => new(
        new TenantId(row.GetString(0)), row.GetString(1), row.GetString(2), RowTime.Read(row.GetString(3)), row.GetInt32(4), row.GetInt32(5));

    /// <summary>Within the transaction of a publication.</summary>
    public static void Write(WriteSession session, ReleaseWrite release)
    {
        var tenant = release.Tenant.Value;
        var known = session.Query(Known, static row => (row.GetString(0), row.GetString(1), row.GetString(2)), ("tenant", tenant));
        var wanted = release.TriggerTimers.ToDictionary(t => (t.DefinitionId, t.ActivityId, t.Schedule));
        foreach (var (definition, activity, _) in known.Where(k => !wanted.Remove(k)))
        {
            session.Execute(Delete, ("tenant", tenant), ("definition", definition), ("activity", activity));
        }

        foreach (var item in release.Items.Where(i => i.Kind == ArtefactKind.Workflow && known.Any(k => k.Item1 == i.Key)))
        {
            session.Execute(
                Mended,
                ("tenant", tenant),
                ("definition", item.Key),
                ("expected", release.Expected),
                ("kind", item.Kind.ToString()),
                ("hash", item.Hash.Value));
        }

        foreach (var timer in wanted.Values)
        {
            session.Execute(
                Insert,
                ("tenant", tenant),
                ("definition", timer.DefinitionId),
                ("activity", timer.ActivityId),
                ("schedule", timer.Schedule),
                ("due", timer.DueAt.ToRow()),
                ("misfire", timer.Misfire));
        }
    }
}
