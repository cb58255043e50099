namespace LowCode.Tests.Benchmarks.Kills;

/// <summary>When to kill, and what to compare afterwards.</summary>
internal static class KillPoints
{
    /// <summary>Ascending numbers of committed cases, well inside the file: one import is killed at all of them in turn.</summary>
    public static IReadOnlyList<int> Draw(Random random, int count, int cases) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(1, Math.Max(2, cases * 9 / 10))).Order()];

    /// <summary>Keys of the rows that are not the same in both.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual) =>
        [.. expected.Keys.Union(actual.Keys).Where(k => expected.GetValueOrDefault(k) != actual.GetValueOrDefault(k)).Order(StringComparer.Ordinal)];
}
