namespace LowCode.Feel.Scopes;

/// <summary>Some variables of a scope, one after the other; never changes.</summary>
internal sealed class VariablePart
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<FeelVariable> _variables = [];
    private NameTable? _names;

    private VariablePart(int first) => First = first;

    /// <summary>The index of its first variable in the scope.</summary>
    public int First { get; }

    public IReadOnlyList<FeelVariable> Variables => _variables;

    public NameTable Names => _names ??= new(_index.Keys);

    /// <summary>A later variable takes the place of an earlier one of its name.</summary>
    public static VariablePart Of(int first, IEnumerable<FeelVariable> variables)
    {
        var part = new VariablePart(first);
        foreach (var variable in variables)
        {
            if (part._index.TryGetValue(variable.Name, out var known))
            {
                part._variables[known] = variable;
                continue;
            }

            part._index.Add(variable.Name, part._variables.Count);
            part._variables.Add(variable);
        }

        return part;
    }

    /// <summary>Its place in the scope; -1 when it is not among these.</summary>
    public int IndexOf(string name) => _index.TryGetValue(name, out var found) ? First + found : -1;
}
