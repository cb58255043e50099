using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Storage.Leases;
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

    private const string OfTenantSetAside =
        $"""
        SELECT definition_id, activity_id, due_at, begun, set_aside_at FROM trigger_timer
        WHERE tenant_id = @tenant AND available_at = '{RowTime.Never}'
        ORDER BY definition_id, activity_id
        """;

    private const string IsKnown =
        "SELECT 1 FROM trigger_timer WHERE tenant_id = @tenant AND definition_id = @definition AND activity_id = @activity";

    private const string TakeUp =
        $"""
        UPDATE trigger_timer SET available_at = due_at, attempts = 0, begun = 0, set_aside_at = NULL,
          taken_up_at = @at, taken_up_by = @by, taken_up_reason = @reason
        WHERE tenant_id = @tenant AND definition_id = @definition AND activity_id = @activity AND available_at = '{RowTime.Never}'
        """;

    /// <summary>What was set aside is tried again with a definition that changed.</summary>
    private const string Mended =
        $"""
        UPDATE trigger_timer SET available_at = due_at, attempts = 0, begun = 0, set_aside_at = NULL
        WHERE tenant_id = @tenant AND definition_id = @definition AND available_at = '{RowTime.Never}' AND NOT EXISTS (
          SELECT 1 FROM release_item WHERE tenant_id = @tenant AND revision = @expected AND kind = @kind AND key = @definition AND hash = @hash)
        """;

    private readonly DueRows<DueTrigger> _due = new(
        database,
        "trigger_timer",
        "tenant_id, definition_id, activity_id",
        "tenant_id, definition_id, activity_id, due_at, attempts, begun",
        static row => new DueTrigger(
            new TenantId(row.GetString(0)), row.GetString(1), row.GetString(2), RowTime.Read(row.GetString(3)), row.GetInt32(4), row.GetInt32(5)));

    public async Task<IReadOnlyList<DueTrigger>> LeaseAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        [.. (await _due.LeaseAsync(now, until, limit, cancellation)).OrderBy(t => t.DueAt)];

    public Task BeginAsync(DueTrigger trigger, CancellationToken cancellation) =>
        ExecuteAsync(trigger, $"UPDATE trigger_timer SET begun = begun + 1 WHERE {OfOneTime}", cancellation);

    public Task SetAsideAsync(DueTrigger trigger, DateTimeOffset at, CancellationToken cancellation) =>
        ExecuteAsync(trigger, $"UPDATE trigger_timer SET available_at = '{RowTime.Never}', set_aside_at = @at WHERE {OfOneTime}", cancellation, ("at", at.ToRow()));

    public async Task<IReadOnlyList<SetAsideTrigger>> ListSetAsideAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            OfTenantSetAside,
            static row => new SetAsideTrigger(
                row.GetString(0),
                row.GetString(1),
                RowTime.Read(row.GetString(2)),
                row.GetInt32(3),
                RowTime.ReadOptional(row.IsDBNull(4) ? null : row.GetString(4))),
            ("tenant", tenant.Value));
    }

    public Task<TakeUpVerdict> TakeUpAsync(TriggerTakeUp takeUp, CancellationToken cancellation) => database.WriteAsync(
        takeUp.Tenant,
        session =>
        {
            (string, object?)[] trigger = [("tenant", takeUp.Tenant.Value), ("definition", takeUp.DefinitionId), ("activity", takeUp.ActivityId)];
            if (session.Execute(TakeUp, [.. trigger, ("at", takeUp.At.ToRow()), ("by", takeUp.By), ("reason", takeUp.Reason)]) == 1)
            {
                return TakeUpVerdict.TakenUp;
            }

            return session.Scalar(IsKnown, trigger) is null ? TakeUpVerdict.Unknown : TakeUpVerdict.NotSetAside;
        },
        cancellation);

    public Task AdvanceAsync(DueTrigger trigger, DateTimeOffset? next, CancellationToken cancellation) => next is { } due
        ? ExecuteAsync(
            trigger,
            $"UPDATE trigger_timer SET due_at = @next, available_at = @next, attempts = 0, begun = 0 WHERE {OfOneTime}",
            cancellation,
            ("next", due.ToRow()))
        : ExecuteAsync(trigger, $"DELETE FROM trigger_timer WHERE {OfOneTime}", cancellation);

    public Task PostponeAsync(DueTrigger trigger, DateTimeOffset availableAt, CancellationToken cancellation) => ExecuteAsync(
        trigger,
        $"UPDATE trigger_timer SET attempts = attempts + 1, begun = 0, available_at = @available WHERE {OfOneTime}",
        cancellation,
        ("available", availableAt.ToRow()));

    private Task ExecuteAsync(DueTrigger trigger, string statement, CancellationToken cancellation, params (string Name, object? Value)[] values) =>
        database.WriteAsync(
            trigger.Tenant,
            session => session.Execute(
                statement,
                [
                    .. values,
                    ("tenant", trigger.Tenant.Value),
                    ("definition", trigger.DefinitionId),
                    ("activity", trigger.ActivityId),
                    ("due", trigger.DueAt.ToRow()),
                ]),
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
