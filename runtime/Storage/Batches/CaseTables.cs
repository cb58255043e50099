using LowCode.Storage.Rows;
using LowCode.Work.Cases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>How many numbers a batch takes from one counter.</summary>
internal sealed record NumbersWanted(string Tenant, string Scope, long Count);

internal sealed record NumberedCase(BurstCommit Burst, string Number);

/// <param name="Place">Counts the lines of the case within the burst, from 1.</param>
internal sealed record TimelineRow(BurstCommit Burst, CaseEventWrite Line, int Place);

internal sealed record BoundAttachment(BurstCommit Burst, string AttachmentId);

/// <summary>The rows of cases of a batch.</summary>
internal static class CaseTables
{
    /// <summary>Answers the last number that each counter gave.</summary>
    public static readonly RowArrays<NumbersWanted> Count = new(
        """
        INSERT INTO case_counter ({columns}) SELECT * FROM {w}
        ON CONFLICT (tenant_id, scope) DO UPDATE SET last = case_counter.last + excluded.last
        RETURNING tenant_id, scope, last
        """,
        Column.Text<NumbersWanted>("tenant_id", n => n.Tenant),
        Column.Text<NumbersWanted>("scope", n => n.Scope),
        Column.Number<NumbersWanted>("last", n => n.Count));

    public static readonly RowArrays<NumberedCase> NumbersTaken = new(
        "SELECT c.number FROM work_case c, {w} WHERE c.tenant_id = w.tenant_id AND c.number = w.number",
        Column.Text<NumberedCase>("tenant_id", n => n.Burst.Tenant.Value),
        Column.Text<NumberedCase>("number", n => n.Number));

    /// <summary>Answers the cases that were made of the same records of their sources before.</summary>
    public static readonly RowArrays<BurstCommit> OfSource = new(
        """
        SELECT c.case_id FROM work_case c, {w}
        WHERE c.tenant_id = w.tenant_id AND c.source = w.source AND c.source_key = w.source_key AND c.source IS NOT NULL
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("source", b => b.Case!.Record.Source),
        Column.Text<BurstCommit>("source_key", b => b.Case!.Record.SourceKey));

    public static readonly RowArrays<NumberedCase> Insert = RowArrays<NumberedCase>.Insert(
        "work_case",
        [
            .. Common<NumberedCase>(n => n.Burst),
            Column.Text<NumberedCase>("number", n => n.Number),
            Column.Text<NumberedCase>("case_type", n => Record(n).Row.CaseType),
            Column.Text<NumberedCase>("instance_id", n => Record(n).InstanceId),
            Column.Text<NumberedCase>("definition_hash", n => Record(n).DefinitionHash),
            Column.Number<NumberedCase>("release_revision", n => Record(n).ReleaseRevision),
            Column.Text<NumberedCase>("created_at", n => Record(n).Row.CreatedAt.ToRow()),
            Column.Text<NumberedCase>("created_day", n => n.Burst.Case!.CreatedDay.ToRow()),
            Column.Text<NumberedCase>("source", n => Record(n).Source),
            Column.Text<NumberedCase>("source_key", n => Record(n).SourceKey),
            Column.Number<NumberedCase>("row_version", _ => 1),
        ]);

    /// <summary>Answers one row a case that is at the version that was read.</summary>
    public static readonly RowArrays<BurstCommit> Update = new(
        """
        UPDATE work_case c
        SET status = w.status, phase = w.phase, title = w.title, class_code = w.class_code, department = w.department, address = w.address,
          longitude = w.longitude, latitude = w.latitude, channel = w.channel, reporter_name = w.reporter_name,
          reporter_phone = w.reporter_phone, data = w.data, due_at = w.due_at, due_given = w.due_given, closed_at = w.closed_at,
          closed_day = w.closed_day, updated_at = w.updated_at, reported_closed_at = w.reported_closed_at, flags = w.flags,
          counts_in_durations = w.counts_in_durations, record_layout = w.record_layout, row_version = c.row_version + 1
        FROM {w}
        WHERE c.tenant_id = w.tenant_id AND c.case_id = w.case_id AND c.row_version = w.row_version
        RETURNING c.case_id
        """,
        [.. Common<BurstCommit>(b => b), Column.Number<BurstCommit>("row_version", b => b.Case!.Record.RowVersion)]);

    public static readonly RowArrays<TimelineRow> InsertEvents = new(
        """
        INSERT INTO work_case_event ({columns})
        SELECT w.tenant_id, w.case_id,
          w.seq + COALESCE((SELECT MAX(e.seq) FROM work_case_event e WHERE e.tenant_id = w.tenant_id AND e.case_id = w.case_id), 0),
          w.at, w.kind, w.step, w.task_id, w.outcome, w.actor, w.actor_name, w.comment, w.note, w.data, w.form_hash, w.reported_at, w.flags
        FROM {w}
        """,
        Column.Text<TimelineRow>("tenant_id", t => t.Burst.Tenant.Value),
        Column.Text<TimelineRow>("case_id", t => t.Burst.Instance.CaseId),
        Column.Number<TimelineRow>("seq", t => t.Place),
        Column.Text<TimelineRow>("at", t => t.Line.At.ToRow()),
        Column.Text<TimelineRow>("kind", t => t.Line.Kind),
        Column.Text<TimelineRow>("step", t => t.Line.Step),
        Column.Text<TimelineRow>("task_id", t => t.Line.TaskId),
        Column.Text<TimelineRow>("outcome", t => t.Line.Outcome),
        Column.Text<TimelineRow>("actor", t => t.Line.Actor),
        Column.Text<TimelineRow>("actor_name", t => t.Line.ActorName),
        Column.Text<TimelineRow>("comment", t => t.Line.Comment),
        Column.Text<TimelineRow>("note", t => t.Line.Note is null ? null : RowJson.Write(t.Line.Note)),
        Column.Text<TimelineRow>("data", t => t.Line.Data is null ? null : RowJson.Write(t.Line.Data)),
        Column.Text<TimelineRow>("form_hash", t => t.Line.FormHash),
        Column.Text<TimelineRow>("reported_at", t => t.Line.ReportedAt.ToRow()),
        Column.Text<TimelineRow>("flags", t => t.Line.Flags is null ? null : RowJson.Write(t.Line.Flags)));

    /// <summary>Answers the attachments that are bound now.</summary>
    public static readonly RowArrays<BoundAttachment> Bind = new(
        """
        UPDATE attachment a SET case_id = w.case_id
        FROM {w}
        WHERE a.tenant_id = w.tenant_id AND a.attachment_id = w.attachment_id AND a.is_complete
          AND ((a.case_id IS NULL AND a.created_by = w.actor) OR a.case_id = w.case_id)
        RETURNING a.attachment_id
        """,
        Column.Text<BoundAttachment>("tenant_id", a => a.Burst.Tenant.Value),
        Column.Text<BoundAttachment>("attachment_id", a => a.AttachmentId),
        Column.Text<BoundAttachment>("case_id", a => a.Burst.Instance.CaseId),
        Column.Text<BoundAttachment>("actor", a => a.Burst.Journal.Actor));

    private static CaseRecord Record(NumberedCase numbered) => numbered.Burst.Case!.Record;

    private static Column<T>[] Common<T>(Func<T, BurstCommit> burst) =>
    [
        Column.Text<T>("tenant_id", t => burst(t).Tenant.Value),
        Column.Text<T>("case_id", t => burst(t).Case!.Record.Row.CaseId),
        Column.Text<T>("status", t => burst(t).Case!.Record.Row.Status),
        Column.Text<T>("phase", t => burst(t).Case!.Record.Row.Phase.ToString()),
        Column.Text<T>("title", t => burst(t).Case!.Record.Row.Title),
        Column.Text<T>("class_code", t => burst(t).Case!.Record.Row.ClassCode),
        Column.Text<T>("department", t => burst(t).Case!.Record.Row.Department),
        Column.Text<T>("address", t => burst(t).Case!.Record.Row.Address),
        Column.Real<T>("longitude", t => burst(t).Case!.Record.Longitude),
        Column.Real<T>("latitude", t => burst(t).Case!.Record.Latitude),
        Column.Text<T>("channel", t => burst(t).Case!.Record.Row.Channel),
        Column.Text<T>("reporter_name", t => burst(t).Case!.Record.ReporterName),
        Column.Text<T>("reporter_phone", t => burst(t).Case!.Record.ReporterPhone),
        Column.Text<T>("data", t => RowJson.Write(burst(t).Case!.Record.Data)),
        Column.Text<T>("due_at", t => burst(t).Case!.Record.Row.DueAt.ToRow()),
        Column.Flag<T>("due_given", t => burst(t).Case!.Record.DueGiven),
        Column.Text<T>("closed_at", t => burst(t).Case!.Record.Row.ClosedAt.ToRow()),
        Column.Text<T>("closed_day", t => burst(t).Case!.ClosedDay?.ToRow()),
        Column.Text<T>("updated_at", t => burst(t).Case!.Record.UpdatedAt.ToRow()),
        Column.Text<T>("reported_closed_at", t => burst(t).Case!.Record.ReportedClosedAt.ToRow()),
        Column.Text<T>("flags", t => RowJson.Write(burst(t).Case!.Record.Row.Flags)),
        Column.Flag<T>("counts_in_durations", t => burst(t).Case!.Record.CountsInDurations),
        Column.Number<T>("record_layout", t => burst(t).Case!.Slots?.Layout ?? 0),
    ];
}
