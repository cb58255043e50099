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
    long RowVersion);

/// <summary>What one burst did.</summary>
/// <param name="Stimulus">What set it in motion: start, resume, complete-task, cancel, intervene.</param>
/// <param name="Actor">Login; null: the process itself.</param>
/// <param name="Entries">See <see cref="JournalJson"/>.</param>
public sealed record JournalRow(long Seq, DateTimeOffset At, string Stimulus, string? Actor, JsonNode Entries);
