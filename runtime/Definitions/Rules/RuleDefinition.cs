namespace LowCode.Definitions.Rules;

/// <summary>One condition rule: when it holds for a document, what follows.</summary>
/// <param name="Kind">A word of the agency's own that groups rules; may be empty.</param>
/// <param name="Priority">For people and reports; every rule that holds counts, whatever its priority.</param>
/// <param name="Score">Added to the document's score by a hit.</param>
/// <param name="ValidFrom">First day, inclusive; compared with the date of the document, not with today.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
public sealed record RuleDefinition(
    string Id, string Kind, string Name, int Priority, int Score, RuleAction Action, DateOnly ValidFrom, DateOnly ValidTo, RuleCondition When)
{
    /// <summary>The law or notice that it stands on; null where the file says none.</summary>
    public string? Basis { get; init; }

    /// <summary>Who answers for it; null where the file says none.</summary>
    public string? Owner { get; init; }
}
