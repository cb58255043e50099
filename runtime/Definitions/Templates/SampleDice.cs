using System.Globalization;

namespace LowCode.Definitions.Templates;

/// <summary>What is drawn for sample events: one seed gives one sequence, on every machine.</summary>
internal sealed class SampleDice(int seed)
{
    // A seeded Random keeps its algorithm over versions of the runtime; an unseeded one does not.
    private readonly Random _random = new(seed);

    public T One<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    public T Weighted<T>(IReadOnlyList<T> list, Func<T, int> weightOf)
    {
        var left = _random.Next(list.Sum(weightOf));
        foreach (var item in list)
        {
            left -= weightOf(item);
            if (left < 0)
            {
                return item;
            }
        }

        throw new InvalidOperationException("Weights changed while drawing.");
    }

    /// <summary>Both ends included.</summary>
    public int Whole(int from, int to) => _random.Next(from, to + 1);

    public decimal Between(decimal from, decimal to) => from + ((to - from) * (decimal)_random.NextDouble());

    public string Digits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10).ToString(CultureInfo.InvariantCulture)));

    public void Shuffle<T>(Span<T> items) => _random.Shuffle(items);
}
