namespace LowCode.Definitions.Rules;

/// <summary>Fields of the case's data in which people name, by id, the rules that were right and those that were false alarms.</summary>
public sealed record RuleFeedback(string Found, string FalseAlarms);
