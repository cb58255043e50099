namespace LowCode.Rules.Keys;

/// <summary>A part of an array.</summary>
internal readonly record struct Segment(int Start, int Count);
