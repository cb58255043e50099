namespace LowCode.Portal.Statistics;

/// <summary>The scale of a chart: from 0 in round steps of 1, 2 or 5 times a power of ten to at least the largest value.</summary>
public sealed record RoundScale(int Step, int Top)
{
    private const int MostSteps = 5;

    private static readonly int[] _leads = [1, 2, 5];

    public IEnumerable<int> Ticks => Enumerable.Range(0, (Top / Step) + 1).Select(i => i * Step);

    public static RoundScale For(int largest)
    {
        var step = Steps().First(s => (long)s * MostSteps >= largest);
        return new RoundScale(step, Math.Max(step, (largest + step - 1) / step * step));
    }

    private static IEnumerable<int> Steps()
    {
        for (var power = 1; power <= 100_000_000; power *= 10)
        {
            foreach (var lead in _leads)
            {
                yield return lead * power;
            }
        }
    }
}
