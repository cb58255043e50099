namespace LowCode.Tests.Benchmarks;

/// <summary>One thing that is measured; its name is what <c>./bench NAME</c> asks for.</summary>
public interface IBenchmark
{
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string Summary { get; }

    /// <summary>Figures appear as they are measured.</summary>
    IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, CancellationToken cancellation);
}
