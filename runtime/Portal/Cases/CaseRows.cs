using LowCode.Work;
using LowCode.Work.Cases;

namespace LowCode.Portal.Cases;

/// <summary>A page of cases with the words for their codes.</summary>
public sealed record CaseRows(Page<CaseRow> Cases, CaseWords Words);
