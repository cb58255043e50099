using System.Globalization;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <summary>The rows <c>work_case</c> and <c>case_counter</c> of a burst.</summary>
internal static class CaseRows
{
    private const string Insert =
        """
        INSERT INTO work_case (tenant_id, case_id, number, case_type, instance_id, definition_hash, release_revision, status, phase, title,
          class_code, department, address, longitude, latitude, channel, reporter_name, reporter_phone, data, created_at, created_day,
          due_at, due_given, closed_at, closed_day, updated_at, source, source_key, reported_closed_at, flags, counts_in_durations,
          record_layout, row_version)
        VALUES (@tenant, @case, @number, @type, @instance, @hash, @revision, @status, @phase, @title,
          @class, @department, @address, @longitude, @latitude, @channel, @reporter, @phone, @data, @created, @createdDay,
          @due, @dueGiven, @closed, @closedDay, @updated, @source, @sourceKey, @reportedClosed, @flags, @counts, @layout, 1)
        """;

    private const string Update =
        """
        UPDATE work_case
        SET status = @status, phase = @phase, title = @title, class_code = @class, department = @department, address = @address,
          longitude = @longitude, latitude = @latitude, channel = @channel, reporter_name = @reporter, reporter_phone = @phone,
          data = @data, due_at = @due, due_given = @dueGiven, closed_at = @closed, closed_day = @closedDay, updated_at = @updated,
          reported_closed_at = @reportedClosed, flags = @flags, counts_in_durations = @counts, record_layout = @layout, row_version = row_version + 1
        WHERE tenant_id = @tenant AND case_id = @case AND row_version = @read
        """;

    private const string Count =
        """
        INSERT INTO case_counter (tenant_id, scope, last) VALUES (@tenant, @scope, 1)
        ON CONFLICT (tenant_id, scope) DO UPDATE SET last = case_counter.last + 1
        RETURNING last
        """;

    private const string NumberTaken = "SELECT 1 FROM work_case WHERE tenant_id = @tenant AND number = @number";

    private const string OfSource =
        "SELECT case_id FROM work_case WHERE tenant_id = @tenant AND source = @source AND source_key = @key";

    /// <summary>The case that was made of the same record of the source before; null: none.</summary>
    public static string? FindOfSource(WriteSession session, TenantId tenant, CaseWrite write) =>
        write.NewNumber is null || write.Record.Source is null
            ? null
            : (string?)session.Scalar(OfSource, ("tenant", tenant.Value), ("source", write.Record.Source), ("key", write.Record.SourceKey));

    /// <summary>False: another instance of the case has changed it since the burst read it.</summary>
    /// <param name="number">Of a new case.</param>
    public static bool TryWrite(WriteSession session, TenantId tenant, CaseWrite write, out string? number)
    {
        var record = write.Record;
        number = null;
        if (write.NewNumber is null)
        {
            return session.Execute(Update, [.. Common(tenant, write), ("read", record.RowVersion)]) == 1;
        }

        number = NextNumber(session, tenant, write.NewNumber);
        session.Execute(
            Insert,
            [
                .. Common(tenant, write),
                ("number", number),
                ("type", record.Row.CaseType),
                ("instance", record.InstanceId),
                ("hash", record.DefinitionHash),
                ("revision", record.ReleaseRevision),
                ("created", record.Row.CreatedAt.ToRow()),
                ("createdDay", write.CreatedDay.ToRow()),
                ("source", record.Source),
                ("sourceKey", record.SourceKey),
            ]);
        return true;
    }

    /// <summary>A number that is taken already (another pattern, the same text) is passed over.</summary>
    private static string NextNumber(WriteSession session, TenantId tenant, CaseNumber pattern)
    {
        while (true)
        {
            var counter = Convert.ToInt64(session.Scalar(Count, ("tenant", tenant.Value), ("scope", pattern.Scope)), CultureInfo.InvariantCulture);
            var number = pattern.Spell(counter);
            if (session.Scalar(NumberTaken, ("tenant", tenant.Value), ("number", number)) is null)
            {
                return number;
            }
        }
    }

    private static (string Name, object? Value)[] Common(TenantId tenant, CaseWrite write)
    {
        var record = write.Record;
        return
        [
            ("tenant", tenant.Value),
            ("case", record.Row.CaseId),
            ("status", record.Row.Status),
            ("phase", record.Row.Phase.ToString()),
            ("title", record.Row.Title),
            ("class", record.Row.ClassCode),
            ("department", record.Row.Department),
            ("address", record.Row.Address),
            ("longitude", record.Longitude),
            ("latitude", record.Latitude),
            ("channel", record.Row.Channel),
            ("reporter", record.ReporterName),
            ("phone", record.ReporterPhone),
            ("data", RowJson.Write(record.Data)),
            ("due", record.Row.DueAt.ToRow()),
            ("dueGiven", record.DueGiven),
            ("closed", record.Row.ClosedAt.ToRow()),
            ("closedDay", write.ClosedDay?.ToRow()),
            ("updated", record.UpdatedAt.ToRow()),
            ("reportedClosed", record.ReportedClosedAt.ToRow()),
            ("flags", RowJson.Write(record.Row.Flags)),
            ("counts", record.CountsInDurations),
            ("layout", write.Slots?.Layout ?? 0),
        ];
    }
}
