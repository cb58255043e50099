namespace LowCode.Tests.Benchmarks;

/// <param name="Metric">Name with its unit, as in <c>p50_ms</c>.</param>
/// <param name="Unit">1/s, ms, kB.</param>
/// <param name="Params">What it was measured with.</param>
public sealed record Figure(string Metric, double Value, string Unit, IReadOnlyDictionary<string, string> Params);
