using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>Names that a part of an expression adds: iterators, parameters, entries of a context, fields of a filtered item.</summary>
internal sealed class LocalScope(LocalScope? outer, bool hasOpenFields, bool mayHide = false)
{
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private NameTable? _names;

    public LocalScope? Outer { get; } = outer;

    /// <summary>Within a filter of items whose fields are not all known: any name may be one of theirs.</summary>
    public bool HasOpenFields { get; } = hasOpenFields;

    /// <summary>Nothing is known of these fields: each name from outside may be one of them, and then it means something else than there.</summary>
    public bool MayHide { get; } = mayHide;

    public IReadOnlyDictionary<string, FeelType> Types => _types;

    public NameTable Names => _names ??= new(_types.Keys);

    public void Add(string name, FeelType type)
    {
        if (_types.TryAdd(name, type))
        {
            _names?.Add(name);
        }
        else
        {
            _types[name] = type;
        }
    }
}
