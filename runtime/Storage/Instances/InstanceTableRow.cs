using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>A row of the table of instances, as far as lists show it.</summary>
internal sealed class InstanceTableRow
{
    public const string Columns =
        """
        instance_id AS InstanceId, definition_id AS DefinitionId, definition_hash AS DefinitionHash, release_revision AS ReleaseRevision,
          status AS Status, sub_status AS SubStatus, correlation_id AS CorrelationId, name AS Name, case_id AS CaseId,
          incident_count AS IncidentCount, created_at AS CreatedAt, updated_at AS UpdatedAt, finished_at AS FinishedAt, row_version AS RowVersion
        """;

    public string TenantId { get; init; } = "";

    public string InstanceId { get; init; } = "";

    public string DefinitionId { get; init; } = "";

    public string DefinitionHash { get; init; } = "";

    public long ReleaseRevision { get; init; }

    public string Status { get; init; } = "";

    public string SubStatus { get; init; } = "";

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? CaseId { get; init; }

    public long IncidentCount { get; init; }

    public string CreatedAt { get; init; } = "";

    public string UpdatedAt { get; init; } = "";

    public string? FinishedAt { get; init; }

    public long RowVersion { get; init; }

    public InstanceRow ToInstance() => new(
        InstanceId,
        DefinitionId,
        DefinitionHash,
        ReleaseRevision,
        Status,
        SubStatus,
        CorrelationId,
        Name,
        CaseId,
        IncidentCount,
        RowTime.Read(CreatedAt),
        RowTime.Read(UpdatedAt),
        RowTime.ReadOptional(FinishedAt),
        RowVersion);
}
