using System.Data.Common;
using System.Globalization;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Holds the rows of the database against what the oracle wrote down, after a restart and at the end.</summary>
internal sealed class CrashChecker(CrashDatabase database, Oracle oracle, CrashFindings findings)
{
    /// <summary>Instances that went on, or had an effect waiting, at the check before; the others from before <see cref="_from"/> were whole.</summary>
    private IReadOnlyList<string> _open = [];

    /// <summary>Ids sort by time. What a check saw last is the beginning of the one after the next: a burst may come a little after its id was made.</summary>
    private string _from = "";
    private string _last = "";

    /// <summary>Effects whose steps were there at an earlier check.</summary>
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Lateness of timers, beyond a time at which the process could have fired them.</summary>
    public List<TimeSpan> Lateness { get; } = [];

    public int InstancesChecked { get; private set; }

    /// <param name="acknowledged">What was answered before the kill.</param>
    /// <param name="gaps">From a kill to the next ready process.</param>
    /// <param name="sent">Side effects outside whose steps must be there; null: those that the oracle knows, at the last check.</param>
    public async Task CheckAsync(
        IReadOnlyList<Acknowledged> acknowledged, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> gaps, bool isLast, IReadOnlyCollection<string>? sent = null)
    {
        var looked = isLast ? new Looked("", []) : new Looked(_from, _open);

        // Before the database is read: what is sent meanwhile may be of a step that this view does not show.
        sent ??= isLast ? [.. oracle.ReceivedKeys] : [];
        var (instances, outbox) = await database.ReadAsync(async view =>
        {
            await CheckAcknowledgedAsync(view, acknowledged);
            return (await ReadAsync(view, looked), (await view.RowsAsync("SELECT idempotency_key FROM outbox", r => Oracle.KeyOf(r.GetString(0)))).ToHashSet(StringComparer.Ordinal));
        });

        var executed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            var (duplicated, broken) = instance.Check();
            duplicated.ToList().ForEach(findings.Double);
            broken.ToList().ForEach(findings.Break);
            foreach (var key in instance.EffectKeys)
            {
                executed.Add(key);
                if (!outbox.Contains(key) && oracle.Received(key) == 0)
                {
                    findings.Lose($"effect {key}: neither sent nor waiting");
                }
            }

            Lateness.AddRange(instance.Timers.Select(t => t.Fired - Awake(t.Due, gaps)));
            if (isLast && !instance.IsFinished)
            {
                findings.Lose($"{instance.Instance} did not come to its end");
            }
        }

        foreach (var key in sent.Where(k => !executed.Contains(k) && !_seen.Contains(k)))
        {
            findings.Double($"effect {key} was sent, but no step had it");
        }

        _seen.UnionWith(executed);
        InstancesChecked = isLast ? instances.Count : InstancesChecked;
        _open = [.. instances.Where(i => !i.IsFinished || i.EffectKeys.Exists(outbox.Contains)).Select(i => i.Instance)];
        (_from, _last) = (_last, instances.Select(i => i.Instance).Append(_last).Max(StringComparer.Ordinal)!);
    }

    /// <summary>Instances that go on, and effects that wait.</summary>
    public Task<long> UnfinishedAsync() => database.ReadAsync(async view =>
        await view.CountAsync("SELECT COUNT(*) FROM instance WHERE status <> 'Finished'") + await view.CountAsync("SELECT COUNT(*) FROM outbox"));

    private async Task CheckAcknowledgedAsync(CrashDatabase.View view, IReadOnlyList<Acknowledged> acknowledged)
    {
        foreach (var answer in acknowledged)
        {
            (string, object)[] values = [("tenant", answer.Tenant), ("instance", answer.Instance), ("message", "op/system/" + answer.Operation)];
            if (await view.CountAsync("SELECT COUNT(*) FROM instance WHERE tenant_id = @tenant AND instance_id = @instance", values[..2]) == 0)
            {
                findings.Lose($"{answer.Operation}: instance {answer.Instance} was acknowledged and is not there");
            }

            if (answer.Path is "event" or "complete")
            {
                var states = await view.RowsAsync(
                    "SELECT state FROM inbox WHERE tenant_id = @tenant AND consumer = @instance AND message_id = @message", r => r.GetString(0), values);
                if (states.Count == 0 || (states[0] != "done" && !answer.IsKept))
                {
                    findings.Lose($"{answer.Operation}: the answer of {answer.Instance} was given, its message is {(states.Count == 0 ? "not there" : states[0])}");
                }
            }

            if (answer.Task is { } task
                && await view.CountAsync("SELECT COUNT(*) FROM task WHERE tenant_id = @tenant AND task_id = @task AND state = 'done'", ("tenant", answer.Tenant), ("task", task)) == 0)
            {
                findings.Lose($"{answer.Operation}: task {task} was completed and is not done");
            }
        }
    }

    private async Task<IReadOnlyList<InstanceTrace>> ReadAsync(CrashDatabase.View view, Looked looked)
    {
        var traces = new Dictionary<string, InstanceTrace>(StringComparer.Ordinal);
        foreach (var trace in await view.RowsAsync(
            $"SELECT tenant_id, instance_id, definition_id, status, row_version, snapshot FROM instance WHERE {view.IsAmong("instance_id")}",
            r => new InstanceTrace(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Number(r, 4), (byte[])r.GetValue(5)),
            looked.Values(view)))
        {
            traces.Add(trace.Instance, trace);
        }

        await EachAsync(view, $"SELECT tenant_id, instance_id, bookmark_id FROM bookmark WHERE {view.IsAmong("instance_id")}", looked, traces, (t, r) => t.Bookmarks.Add(r.GetString(2)));
        await EachAsync(
            view,
            $"SELECT tenant_id, instance_id, seq, at, stimulus, entries FROM journal WHERE {view.IsAmong("instance_id")} ORDER BY tenant_id, instance_id, seq",
            looked,
            traces,
            (t, r) => t.Take(Number(r, 2), DateTimeOffset.Parse(r.GetString(3), CultureInfo.InvariantCulture), r.GetString(4), r.GetString(5)));
        await CheckTasksAsync(view, looked, traces);
        foreach (var (stuck, why) in await view.RowsAsync(
            $"""
            SELECT i.instance_id, i.sub_status FROM instance i
            WHERE {view.IsAmong("i.instance_id")} AND i.status <> 'Finished'
              AND NOT EXISTS (SELECT 1 FROM bookmark b WHERE b.tenant_id = i.tenant_id AND b.instance_id = i.instance_id)
            """,
            r => (r.GetString(0), r.GetString(1)),
            looked.Values(view)))
        {
            findings.Lose($"{stuck} runs ({why}) and nothing can wake it");
        }

        return [.. traces.Values];
    }

    // Steps that the database does itself are done exactly once: as many done tasks and lines in the timeline as bursts that completed one.
    private async Task CheckTasksAsync(CrashDatabase.View view, Looked looked, Dictionary<string, InstanceTrace> traces)
    {
        foreach (var (instance, done, lines) in await view.RowsAsync(
            $"""
            SELECT c.instance_id,
              (SELECT COUNT(*) FROM task t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.case_id AND t.state = 'done'),
              (SELECT COUNT(*) FROM work_case_event e WHERE e.tenant_id = c.tenant_id AND e.case_id = c.case_id AND e.kind = 'task-completed')
            FROM work_case c WHERE {view.IsAmong("c.instance_id")}
            """,
            r => (r.GetString(0), Number(r, 1), Number(r, 2)),
            looked.Values(view)))
        {
            var bursts = traces[instance].TasksCompleted;
            if (done != bursts || lines != bursts)
            {
                findings.Double($"{instance}: {bursts} bursts completed a task, {done} tasks are done, {lines} lines say so");
            }
        }
    }

    private async Task EachAsync(
        CrashDatabase.View view, string sql, Looked looked, Dictionary<string, InstanceTrace> traces, Action<InstanceTrace, DbDataReader> take) =>
        await view.RowsAsync(
            sql,
            r =>
            {
                if (!traces.TryGetValue(r.GetString(1), out var trace) || trace.Tenant != r.GetString(0))
                {
                    findings.Break($"a row of tenant {r.GetString(0)} names {r.GetString(1)}, which is no instance of it");
                }
                else
                {
                    take(trace, r);
                }

                return true;
            },
            looked.Values(view));

    private static DateTimeOffset Awake(DateTimeOffset due, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> gaps) =>
        gaps.Where(g => due >= g.From && due < g.To).Select(g => g.To).DefaultIfEmpty(due).Max();

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    /// <summary>The instances of one check: from an id on, and those that are named.</summary>
    private sealed record Looked(string From, IReadOnlyList<string> Open)
    {
        public (string, object)[] Values(CrashDatabase.View view) => [("from", From), ("open", view.ListOf(Open))];
    }
}
