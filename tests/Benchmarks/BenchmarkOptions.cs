namespace LowCode.Tests.Benchmarks;

/// <summary>What stands after the benchmark's name: <c>--callers 1,8,64</c>.</summary>
public sealed class BenchmarkOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public bool Json { get; private init; }

    /// <exception cref="FormatException">An option without a value, or a word that is none.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new BenchmarkOptions { Json = args.Contains("--json") };
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--json")
            {
                continue;
            }

            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Count)
            {
                throw new FormatException($"Expected --name value, but '{args[i]}' came.");
            }

            options._values[args[i][2..]] = args[++i];
        }

        return options;
    }

    public string Text(string name, string byDefault) => _values.GetValueOrDefault(name, byDefault);

    public IReadOnlyList<int> Numbers(string name, string byDefault) =>
        [.. Text(name, byDefault).Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
