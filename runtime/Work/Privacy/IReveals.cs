using LowCode.Definitions;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Privacy;

/// <summary>Port: who looked at what is masked. Rows are only added.</summary>
public interface IReveals
{
    Task AddAsync(TenantId tenant, Reveal reveal, CancellationToken cancellation);

    /// <summary>Those of a case, the oldest first.</summary>
    Task<IReadOnlyList<Reveal>> OfCaseAsync(TenantId tenant, string caseId, CancellationToken cancellation);
}

/// <param name="RevealId">Version 7 UUID: sorts by time.</param>
/// <param name="TaskId">Where it was looked at from; null: the case.</param>
/// <param name="Field">Its key.</param>
/// <param name="Label">As the field was called then.</param>
public sealed record Reveal(string RevealId, string CaseId, string? TaskId, string Field, LocalizedText Label, string Reason, string Actor, string ActorName, DateTimeOffset At);
