using LowCode.Definitions;

namespace LowCode.Work.Imports;

/// <summary>Port: what an import asks the database.</summary>
public interface IImportQueries
{
    /// <summary>The case of a row; null: it was never loaded.</summary>
    /// <param name="importer">Login of the import's actor.</param>
    Task<ImportedCase?> FindAsync(TenantId tenant, string source, string sourceKey, string importer, CancellationToken cancellation);

    /// <summary>Counts the cases of a source together with the states of their instances; labels are keys.</summary>
    Task<ImportCounts> CountAsync(TenantId tenant, string source, CancellationToken cancellation);
}

/// <param name="OpenTaskId">Its task that waits; null: none does.</param>
/// <param name="IsTouched">Somebody other than the import has done a step of it.</param>
public sealed record ImportedCase(string CaseId, string Number, bool IsEnded, string? OpenTaskId, string? OpenStep, bool IsTouched);
