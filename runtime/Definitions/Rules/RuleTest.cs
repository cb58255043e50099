namespace LowCode.Definitions.Rules;

/// <summary>A stored test case of a rule set.</summary>
/// <param name="Document">UTF-8 JSON.</param>
/// <param name="Hits">Ids of all rules that must hold, in any order.</param>
public sealed record RuleTest(string Name, ReadOnlyMemory<byte> Document, IReadOnlyList<string> Hits);
