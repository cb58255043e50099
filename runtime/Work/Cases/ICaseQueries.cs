using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Cases;

/// <summary>Port: reading cases. Never locks a writer.</summary>
public interface ICaseQueries
{
    /// <param name="classCodes">The codes that <see cref="CaseSearch.Class"/> stands for, the group's children included; null: all.</param>
    Task<Page<ListedCase>> SearchAsync(TenantId tenant, CaseSearch search, IReadOnlyList<string>? classCodes, PageRequest page, DateTimeOffset now, CancellationToken cancellation);

    Task<CaseRecord?> FindAsync(TenantId tenant, string caseId, CancellationToken cancellation);

    Task<CaseRecord?> FindByNumberAsync(TenantId tenant, string number, CancellationToken cancellation);

    /// <summary>All that cases hold, and held before, by their ids.</summary>
    Task<ILookup<string, JsonObject>> DataOfAsync(TenantId tenant, IReadOnlyCollection<string> caseIds, CancellationToken cancellation);

    Task<IReadOnlyList<CaseEventRecord>> TimelineAsync(TenantId tenant, string caseId, CancellationToken cancellation);
}

/// <param name="Revision">Of the release that the case runs on: its forms say what is masked, too.</param>
public sealed record ListedCase(CaseRow Row, long Revision);
