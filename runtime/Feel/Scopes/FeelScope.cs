using LowCode.Feel.Running;
using LowCode.Feel.Types;

namespace LowCode.Feel.Scopes;

/// <summary>A name that expressions may read.</summary>
public sealed record FeelVariable(string Name, FeelType Type);

/// <summary>
/// What an expression may name: variables (in the order in which values are handed over), types for <c>instance of</c> and functions.
/// Immutable; made once and used for many expressions.
/// </summary>
public sealed class FeelScope
{
    private readonly Dictionary<string, int> _index;
    private NameTable? _names;
    private NameTable? _typeNames;

    public FeelScope(FunctionLibrary functions, IEnumerable<FeelVariable>? variables = null, IReadOnlyDictionary<string, FeelType>? types = null)
    {
        Functions = functions;
        Types = types ?? new Dictionary<string, FeelType>(StringComparer.Ordinal);
        _index = new(StringComparer.Ordinal);
        var all = new List<FeelVariable>();
        foreach (var variable in variables ?? [])
        {
            if (_index.TryGetValue(variable.Name, out var known))
            {
                all[known] = variable;
                continue;
            }

            _index.Add(variable.Name, all.Count);
            all.Add(variable);
        }

        Variables = all;
    }

    public IReadOnlyList<FeelVariable> Variables { get; }

    public FunctionLibrary Functions { get; }

    /// <summary>Named types beside FEEL's own.</summary>
    public IReadOnlyDictionary<string, FeelType> Types { get; }

    /// <summary>The names that a parser looks for: variables and functions.</summary>
    internal NameTable Names => _names ??= new(Variables.Select(v => v.Name).Concat(Functions.All.Select(f => f.Name)));

    internal NameTable TypeNames => _typeNames ??= new(Types.Keys.Concat(TypeText.Names.Keys));

    /// <summary>-1 when there is no such variable.</summary>
    public int IndexOf(string variable) => _index.GetValueOrDefault(variable, -1);

    /// <summary>A variable of a known name is replaced.</summary>
    public FeelScope With(string name, FeelType type) => new(Functions, Variables.Append(new(name, type)), Types);

    public FeelScope With(params IEnumerable<FeelVariable> variables) => new(Functions, Variables.Concat(variables), Types);

    public FeelScope WithTypes(IReadOnlyDictionary<string, FeelType> types) => new(Functions, Variables, types);

    public FeelScope WithFunctions(params IEnumerable<FeelFunction> functions) => new(Functions.With(functions), Variables, Types);
}
