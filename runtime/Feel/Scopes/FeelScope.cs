using System.Collections;
using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<FunctionLibrary, NameTable> _functionNames = [];

    // Scopes that grow name by name share their parts: each part is smaller than the one before it, so that there are few of them.
    private readonly VariablePart[] _parts;
    private NameTable? _typeNames;
    private NameTable? _ownFunctionNames;

    /// <summary>Of two variables of one name the later one counts.</summary>
    public FeelScope(FunctionLibrary functions, IEnumerable<FeelVariable>? variables = null, IReadOnlyDictionary<string, FeelType>? types = null)
        : this(functions, PartsOf(variables ?? []), types ?? new Dictionary<string, FeelType>(StringComparer.Ordinal))
    {
    }

    private FeelScope(FunctionLibrary functions, VariablePart[] parts, IReadOnlyDictionary<string, FeelType> types)
    {
        (Functions, _parts, Types) = (functions, parts, types);
        Variables = new AllVariables(parts);
    }

    /// <summary>In the order in which their values are handed over.</summary>
    public IReadOnlyList<FeelVariable> Variables { get; }

    /// <summary>What may be called by name.</summary>
    public FunctionLibrary Functions { get; }

    /// <summary>Named types beside FEEL's own.</summary>
    public IReadOnlyDictionary<string, FeelType> Types { get; }

    internal NameTable TypeNames => _typeNames ??= new(Types.Keys.Concat(TypeText.Names.Keys));

    /// <summary>-1 when there is no such variable.</summary>
    public int IndexOf(string variable)
    {
        foreach (var part in _parts)
        {
            if (part.IndexOf(variable) is >= 0 and var index)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>A variable of a known name is replaced.</summary>
    public FeelScope With(string name, FeelType type) => With([new FeelVariable(name, type)]);

    /// <summary>With more variables; one of a known name is replaced and keeps its place.</summary>
    public FeelScope With(params IEnumerable<FeelVariable> variables)
    {
        List<FeelVariable> more = [.. variables];
        if (more.Count == 0)
        {
            return this;
        }

        var parts = more.Exists(v => IndexOf(v.Name) >= 0) ? PartsOf(Variables.Concat(more)) : Joined(_parts, VariablePart.Of(Variables.Count, more));
        return new(Functions, parts, Types);
    }

    /// <summary>With these named types in place of those that it had.</summary>
    public FeelScope WithTypes(IReadOnlyDictionary<string, FeelType> types) => new(Functions, _parts, types);

    /// <summary>With functions of one's own; one of a known name takes that one's place.</summary>
    public FeelScope WithFunctions(params IEnumerable<FeelFunction> functions) => new(Functions.With(functions), _parts, Types);

    /// <summary>The longest name of a variable or a function that stands at a place of a text; null when none does.</summary>
    internal (string Name, int End)? Match(string text, int at)
    {
        var first = NameTokens.First(text, at);
        _ownFunctionNames ??= _functionNames.GetValue(Functions, static f => new(f.All.Select(i => i.Name)));
        var best = _ownFunctionNames.Match(text, at, first);
        foreach (var part in _parts)
        {
            if (part.Names.Match(text, at, first) is { } found && found.End > (best?.End ?? 0))
            {
                best = found;
            }
        }

        return best;
    }

    private static VariablePart[] PartsOf(IEnumerable<FeelVariable> variables)
    {
        var part = VariablePart.Of(0, variables);
        return part.Variables.Count == 0 ? [] : [part];
    }

    private static VariablePart[] Joined(VariablePart[] parts, VariablePart last)
    {
        var count = parts.Length;
        while (count > 0 && parts[count - 1].Variables.Count <= 2 * last.Variables.Count)
        {
            var before = parts[--count];
            last = VariablePart.Of(before.First, before.Variables.Concat(last.Variables));
        }

        return [.. parts[..count], last];
    }

    private sealed class AllVariables(VariablePart[] parts) : IReadOnlyList<FeelVariable>
    {
        public int Count { get; } = parts.Length == 0 ? 0 : parts[^1].First + parts[^1].Variables.Count;

        public FeelVariable this[int index]
        {
            get
            {
                var at = parts.Length - 1;
                while (at > 0 && parts[at].First > index)
                {
                    at--;
                }

                return at < 0 ? throw new ArgumentOutOfRangeException(nameof(index)) : parts[at].Variables[index - parts[at].First];
            }
        }

        public IEnumerator<FeelVariable> GetEnumerator() => parts.SelectMany(p => p.Variables).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
