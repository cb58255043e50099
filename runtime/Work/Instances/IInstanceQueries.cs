using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.State;
using LowCode.Work.Cases;

namespace LowCode.Work.Instances;

/// <summary>Port: reading instances for people.</summary>
public interface IInstanceQueries : ICaseProgress
{
    /// <summary>Null: no such instance (or no longer).</summary>
    Task<InstanceRow?> FindAsync(TenantId tenant, string instanceId, CancellationToken cancellation);

    /// <summary>How far each of the instances is, in no order; those that are gone are left out.</summary>
    Task<IReadOnlyList<InstanceMark>> MarksAsync(TenantId tenant, IReadOnlyList<string> instanceIds, CancellationToken cancellation);

    /// <summary>In the order that the search asks for.</summary>
    Task<Page<InstanceRow>> SearchAsync(TenantId tenant, InstanceSearch search, PageRequest page, CancellationToken cancellation);

    /// <summary>What its bursts did, in order.</summary>
    Task<Page<JournalRow>> JournalAsync(TenantId tenant, string instanceId, PageRequest page, CancellationToken cancellation);

    /// <summary>Hashes of the definitions that instances of the tenant run on.</summary>
    /// <param name="definitionIds">Of these alone; null: of any.</param>
    Task<IReadOnlyList<string>> DefinitionHashesAsync(TenantId tenant, IReadOnlyList<string>? definitionIds, CancellationToken cancellation);
}

/// <summary>An instance in a list.</summary>
/// <param name="CaseId">Null: it runs without a case.</param>
/// <param name="IncidentCount">Those that nobody has mended yet.</param>
/// <param name="RowVersion">Raised by each burst.</param>
public sealed record InstanceRow(
    string InstanceId,
    string DefinitionId,
    string DefinitionHash,
    long ReleaseRevision,
    string Status,
    string SubStatus,
    string? CorrelationId,
    string? Name,
    string? CaseId,
    long IncidentCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    long RowVersion)
{
    public InstanceMark Mark() => new(InstanceId, RowVersion, SubStatus, IncidentCount);
}

/// <summary>
/// Tells one state of an instance from all others: each burst raises the version; quarantine and release are no bursts, so the journal has no
/// number for them, and change the rest.
/// </summary>
public sealed record InstanceMark(string InstanceId, long RowVersion, string SubStatus, long IncidentCount)
{
    /// <summary>As a tag of HTTP.</summary>
    public string Tag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{RowVersion}-{SubStatus}-{IncidentCount}");
}

/// <summary>What one burst did.</summary>
/// <param name="Stimulus">What set it in motion: start, resume, complete-task, cancel, intervene.</param>
/// <param name="Actor">Login; null: the process itself.</param>
/// <param name="Entries">See <see cref="JournalJson"/>.</param>
public sealed record JournalRow(long Seq, DateTimeOffset At, string Stimulus, string? Actor, JsonNode Entries);
