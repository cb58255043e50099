namespace LowCode.Work;

/// <summary>One page of a list that the server holds.</summary>
/// <param name="Total">All rows that match.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);

/// <param name="Number">From 0.</param>
/// <param name="Size">1 to 200.</param>
public readonly record struct PageRequest(int Number, int Size);
