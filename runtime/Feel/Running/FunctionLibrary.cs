namespace LowCode.Feel.Running;

/// <summary>Functions by their names; never changes.</summary>
public sealed class FunctionLibrary
{
    private readonly Dictionary<string, FeelFunction> _functions;

    /// <summary>Fails with <see cref="ArgumentException"/> for two functions of one name.</summary>
    public FunctionLibrary(IEnumerable<FeelFunction> functions) => _functions = functions.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The functions, in no order.</summary>
    public IReadOnlyCollection<FeelFunction> All => _functions.Values;

    /// <summary>The function of that name; null when there is none.</summary>
    public FeelFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>With functions of one's own; one of a known name takes that one's place.</summary>
    public FunctionLibrary With(params IEnumerable<FeelFunction> functions)
    {
        var all = new Dictionary<string, FeelFunction>(_functions, StringComparer.Ordinal);
        foreach (var function in functions)
        {
            all[function.Name] = function;
        }

        return new(all.Values);
    }
}
