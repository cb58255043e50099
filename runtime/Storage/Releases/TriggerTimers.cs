using LowCode.Definitions;
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
        RETURNING tenant_id, definition_id, activity_id, due_at, attempts
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
                static row => new DueTrigger(new TenantId(row.GetString(0)), row.GetString(1), row.GetString(2), RowTime.Read(row.GetString(3)), row.GetInt32(4)),
                ("until", until.ToRow()),
                ("now", now.ToRow()),
                ("limit", limit)),
            cancellation);
        return [.. leased.OrderBy(t => t.DueAt)];
    }

    public Task AdvanceAsync(DueTrigger trigger, DateTimeOffset? next, CancellationToken cancellation) => database.WriteAsync(
        trigger.Tenant,
        session => next is { } due
            ? session.Execute(
                $"UPDATE trigger_timer SET due_at = @next, available_at = @next, attempts = 0 WHERE {OfOneTime}",
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
            $"UPDATE trigger_timer SET attempts = attempts + 1, available_at = @available WHERE {OfOneTime}",
            ("available", availableAt.ToRow()),
            ("tenant", trigger.Tenant.Value),
            ("definition", trigger.DefinitionId),
            ("activity", trigger.ActivityId),
            ("due", trigger.DueAt.ToRow())),
        cancellation);

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
