using LowCode.Definitions.Texts;

namespace LowCode.Work.Privacy;

/// <summary>Somebody was given sensitive values: looked at a masked one, or took a file of records in which they stand in clear.</summary>
/// <param name="DisclosureId">Version 7 UUID: sorts by time.</param>
/// <param name="Login">Of who got them.</param>
/// <param name="CaseNumber">Null: a file of many cases, or the case is gone.</param>
/// <param name="CaseType">Of the records in the file; null: a single case.</param>
/// <param name="Fields">As they were called then.</param>
/// <param name="Reason">What the person gave as their reason; of a file the conditions that its records were found by.</param>
public sealed record Disclosure(
    string DisclosureId, DateTimeOffset At, string Login, string Name, string? CaseNumber, string? CaseType, IReadOnlyList<LocalizedText> Fields, string Reason);

/// <param name="Login">Of whom; null: of all.</param>
/// <param name="From">Null: from the beginning.</param>
/// <param name="Before">Null: until now.</param>
public sealed record DisclosureSearch(string? Login = null, DateTimeOffset? From = null, DateTimeOffset? Before = null);
