namespace LowCode.Feel.Problems;

/// <summary>An argument of a problem that has a text of its own in both languages, such as the name of a kind of value.</summary>
public sealed record TextKey(string Key);
