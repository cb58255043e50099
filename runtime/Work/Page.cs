namespace LowCode.Work;

/// <summary>One page of a list that the server holds.</summary>
/// <param name="Total">All rows that match.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);

/// <param name="Number">From 0.</param>
/// <param name="Size">1 to 200.</param>
public readonly record struct PageRequest(int Number, int Size)
{
    public const int LargestSize = 200;

    /// <summary>The same within its limits; an address bar may ask for anything.</summary>
    public PageRequest Bounded() => new(Math.Clamp(Number, 0, 1_000_000), Math.Clamp(Size, 1, LargestSize));
}
