using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Cases;

/// <summary>The timeline's rows of a burst; their number counts in the case.</summary>
internal static class CaseEventRows
{
    private const string Insert =
        """
        INSERT INTO work_case_event (tenant_id, case_id, seq, at, kind, step, task_id, outcome, actor, actor_name, comment, note, data,
          form_hash, reported_at, flags)
        VALUES (@tenant, @case,
          (SELECT COALESCE(MAX(seq), 0) + 1 FROM work_case_event WHERE tenant_id = @tenant AND case_id = @case),
          @at, @kind, @step, @task, @outcome, @actor, @actorName, @comment, @note, @data, @formHash, @reported, @flags)
        """;

    public static void Write(WriteSession session, BurstCommit burst)
    {
        foreach (var line in burst.CaseEvents)
        {
            session.Execute(
                Insert,
                ("tenant", burst.Tenant.Value),
                ("case", burst.Instance.CaseId),
                ("at", line.At.ToRow()),
                ("kind", line.Kind),
                ("step", line.Step),
                ("task", line.TaskId),
                ("outcome", line.Outcome),
                ("actor", line.Actor),
                ("actorName", line.ActorName),
                ("comment", line.Comment),
                ("note", line.Note is null ? null : RowJson.Write(line.Note)),
                ("data", line.Data is null ? null : RowJson.Write(line.Data)),
                ("formHash", line.FormHash),
                ("reported", line.ReportedAt.ToRow()),
                ("flags", line.Flags is null ? null : RowJson.Write(line.Flags)));
        }
    }
}
