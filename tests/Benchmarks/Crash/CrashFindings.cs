namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>What the oracle and the database do not agree on.</summary>
internal sealed class CrashFindings
{
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private readonly HashSet<string> _duplicated = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    /// <summary>Acknowledged, and not there.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    /// <summary>Done twice, or able to be.</summary>
    public IReadOnlyCollection<string> Duplicated => _duplicated;

    /// <summary>Anything else that does not fit together.</summary>
    public IReadOnlyCollection<string> Broken => _broken;

    public bool IsEmpty => _lost.Count + _duplicated.Count + _broken.Count == 0;

    public void Lose(string what) => _lost.Add(what);

    public void Double(string what) => _duplicated.Add(what);

    public void Break(string what) => _broken.Add(what);

    public override string ToString() => string.Join(
        '\n',
        _lost.Take(10).Select(l => "lost: " + l).Concat(_duplicated.Take(10).Select(d => "duplicated: " + d)).Concat(_broken.Take(10).Select(b => "broken: " + b)));
}
