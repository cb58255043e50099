using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <summary>Reads rows of <c>work_case</c>.</summary>
internal static class CaseReader
{
    /// <summary>What lists show.</summary>
    public const string ListColumns =
        """
        c.case_id AS CaseId, c.number AS Number, c.case_type AS CaseType, c.title AS Title, c.status AS Status, c.phase AS Phase,
        c.class_code AS ClassCode, c.department AS Department, c.address AS Address, c.channel AS Channel, c.created_at AS CreatedAt,
        c.due_at AS DueAt, c.closed_at AS ClosedAt, c.flags AS Flags, c.release_revision AS ReleaseRevision
        """;

    private const string Select =
        $"""
        SELECT {ListColumns}, c.data AS Data, c.instance_id AS InstanceId, c.reporter_name AS ReporterName,
          c.reporter_phone AS ReporterPhone, c.longitude AS Longitude, c.latitude AS Latitude, c.due_given AS DueGiven, c.source AS Source,
          c.source_key AS SourceKey, c.reported_closed_at AS ReportedClosedAt, c.updated_at AS UpdatedAt, c.row_version AS RowVersion,
          c.definition_hash AS DefinitionHash, c.counts_in_durations AS CountsInDurations
        FROM work_case c
        """;

    public static async Task<CaseRecord?> FindAsync(ReadSession session, TenantId tenant, string caseId) =>
        (await session.FindAsync<Row>(
            Select + " WHERE c.tenant_id = @tenant AND c.case_id = @caseId",
            ("tenant", tenant.Value),
            ("caseId", caseId)))?.ToRecord();

    public static async Task<CaseRecord?> FindByNumberAsync(ReadSession session, TenantId tenant, string number) =>
        (await session.FindAsync<Row>(
            Select + " WHERE c.tenant_id = @tenant AND c.number = @number",
            ("tenant", tenant.Value),
            ("number", number)))?.ToRecord();

    internal sealed class Row
    {
        public string CaseId { get; init; } = "";

        public string Number { get; init; } = "";

        public string CaseType { get; init; } = "";

        public string Title { get; init; } = "";

        public string Status { get; init; } = "";

        public string Phase { get; init; } = "";

        public string? ClassCode { get; init; }

        public string? Department { get; init; }

        public string? Address { get; init; }

        public string? Channel { get; init; }

        public string CreatedAt { get; init; } = "";

        public string? DueAt { get; init; }

        public string? ClosedAt { get; init; }

        public string Flags { get; init; } = "[]";

        public string Data { get; init; } = "{}";

        public string InstanceId { get; init; } = "";

        public string? ReporterName { get; init; }

        public string? ReporterPhone { get; init; }

        public double? Longitude { get; init; }

        public double? Latitude { get; init; }

        public bool DueGiven { get; init; }

        public string? Source { get; init; }

        public string? SourceKey { get; init; }

        public string? ReportedClosedAt { get; init; }

        public string UpdatedAt { get; init; } = "";

        public long RowVersion { get; init; }

        public string DefinitionHash { get; init; } = "";

        public long ReleaseRevision { get; init; }

        public bool CountsInDurations { get; init; }

        public CaseRow ToRow() => new(
            CaseId,
            Number,
            CaseType,
            Title,
            Status,
            Enum.Parse<CasePhase>(Phase),
            ClassCode,
            Department,
            Address,
            Channel,
            RowTime.Read(CreatedAt),
            RowTime.ReadOptional(DueAt),
            RowTime.ReadOptional(ClosedAt),
            RowJson.ReadList(Flags));

        public CaseRecord ToRecord() => new(
            ToRow(),
            RowJson.ReadObject(Data),
            InstanceId,
            ReporterName,
            ReporterPhone,
            Longitude,
            Latitude,
            DueGiven,
            Source,
            SourceKey,
            RowTime.ReadOptional(ReportedClosedAt),
            RowTime.Read(UpdatedAt),
            RowVersion,
            DefinitionHash,
            ReleaseRevision,
            CountsInDurations);
    }
}
