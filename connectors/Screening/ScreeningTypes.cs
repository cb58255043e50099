using System.Text.Json;
using LowCode.Definitions.Problems;

namespace LowCode.Connectors.Screening;

/// <param name="Documents">One object, an array of them, or a text with one a line.</param>
public sealed record ScreeningInput(IReadOnlyList<string> RuleSets, JsonElement Documents);

/// <param name="Action">The gravest of all documents.</param>
/// <param name="Unreadable">How many could not be read.</param>
public sealed record ScreeningOutput(string Action, int Unreadable, IReadOnlyList<DocumentVerdict> Verdicts);

/// <param name="Document">Its place among the documents, or its line, from 1.</param>
/// <param name="Number">The document's own number; null: it could not be read.</param>
/// <param name="Problems">Null where it could be read.</param>
public sealed record DocumentVerdict(
    int Document, string? Number, string? Action, int? Score, IReadOnlyList<RuleHit>? Hits, IReadOnlyList<Problem>? Problems = null);

/// <param name="Id">Of the rule.</param>
public sealed record RuleHit(string RuleSet, string Id, string Name, string Action, int Score);
