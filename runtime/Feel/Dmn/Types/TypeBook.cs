using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Types;

/// <summary>All types that a model can name: the language's, its own and those of the models that it imports.</summary>
internal sealed class TypeBook
{
    // Types are walked by methods that call themselves.
    private const int Deepest = 100;

    // A model that is imported by several ways has its names once for each.
    private const int MostImported = 10_000;

    private readonly Dictionary<string, ItemDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DmnType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OwnType> _open = new(StringComparer.Ordinal);
    private readonly FunctionLibrary _functions;
    private readonly List<DmnProblem> _problems;

    /// <param name="imported">The books of imported models by the names they are imported under.</param>
    public TypeBook(DmnModel model, IEnumerable<(string Name, TypeBook Book)> imported, FunctionLibrary functions, List<DmnProblem> problems)
    {
        _functions = functions;
        _problems = problems;
        foreach (var (name, book) in imported)
        {
            if (_types.Count + book._types.Count > MostImported)
            {
                _problems.Add(DmnProblem.Of($"definitions/import[{name}]", 0, "dmn.too-many-types", MostImported));
                continue;
            }

            foreach (var (key, type) in book._types)
            {
                _types[name.Length == 0 ? key : $"{name}.{key}"] = type;
            }
        }

        foreach (var definition in model.ItemDefinitions)
        {
            if (!_definitions.TryAdd(definition.Name, definition))
            {
                Report(definition, "dmn.duplicate-name", definition.Name);
            }
        }

        foreach (var definition in model.ItemDefinitions)
        {
            Named(definition.Name, definition.Name, definition.Notes.Line);
        }

        Feel = _types.ToDictionary(t => t.Key, t => t.Value.Feel, StringComparer.Ordinal);
    }

    /// <summary>For <c>instance of</c> in expressions.</summary>
    public IReadOnlyDictionary<string, FeelType> Feel { get; }

    /// <summary>The type of a reference; any, and a problem, where there is none.</summary>
    public DmnType Of(string? typeRef, string path, int line) => string.IsNullOrWhiteSpace(typeRef) ? DmnType.Any : Named(typeRef.Trim(), path, line);

    private DmnType Named(string name, string path, int line)
    {
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_open.TryGetValue(name, out var own))
        {
            return own;
        }

        if (_definitions.TryGetValue(name, out var definition))
        {
            if (_open.Count > Deepest)
            {
                _problems.Add(DmnProblem.Of(path, line, "dmn.type-too-deep", name, Deepest));
                return DmnType.Any;
            }

            var open = _open[name] = new OwnType(name);
            open.Target = Defined(definition, $"definitions/itemDefinition[{name}]", isOuter: true);
            _open.Remove(name);
            return _types[name] = open.Target;
        }

        // Older documents write the language's own types with a prefix.
        var plain = name.StartsWith("feel:", StringComparison.Ordinal) || name.StartsWith("feel.", StringComparison.Ordinal) ? name[5..] : name;
        if (TypeText.Names.TryGetValue(plain, out var feel))
        {
            return feel.IsAny ? DmnType.Any : new PlainType(plain, feel);
        }

        _problems.Add(DmnProblem.Of(path, line, "dmn.unknown-type", name));
        return DmnType.Any;
    }

    private DmnType Defined(ItemDefinition definition, string path, bool isOuter = false)
    {
        var name = definition.Name;
        var line = definition.Notes.Line;
        var single = definition switch
        {
            { Function: { } function } => new PlainType(name, Signature(function, path)),
            { Components.Count: > 0 } => new StructureType(name, [.. definition.Components.Select(c => (c.Name, Defined(c, $"{path}/itemComponent[{c.Name}]")))]),
            _ => Of(definition.TypeRef, path, line),
        };

        // A structure or a list may hold its own kind; a type that is nothing but itself is none.
        if (single is OwnType && isOuter && !definition.IsCollection)
        {
            Report(definition, "dmn.type-cycle", name);
            single = DmnType.Any;
        }

        if (single.Depth > Deepest)
        {
            _problems.Add(DmnProblem.Of(path, line, "dmn.type-too-deep", name, Deepest));
            single = DmnType.Any;
        }

        if (definition.AllowedValues is { } allowed)
        {
            single = Constrained(name, single, allowed, $"{path}/allowedValues");
        }

        var whole = definition.IsCollection ? new CollectionType(name, single) : single;
        return definition.TypeConstraint is { } constraint ? Constrained(name, whole, constraint, $"{path}/typeConstraint") : whole;
    }

    private FeelType.FunctionType Signature(FunctionItem function, string path) => new(
        [.. function.Parameters.Select(p => Of(p.TypeRef, $"{path}/functionItem/parameters[{p.Name}]", p.Notes.Line).Feel)],
        Of(function.OutputTypeRef, $"{path}/functionItem", function.Notes.Line).Feel);

    private DmnType Constrained(string name, DmnType inner, UnaryTestsText constraint, string path)
    {
        var scope = new FeelScope(_functions, [new FeelVariable(CompiledTests.Tested, inner.Feel)]);
        var tests = CompiledTests.Compile(constraint.Text, scope, path, constraint.Notes.Line, _problems);
        return new ConstrainedType(name, inner, constraint.Text, (run, value) => tests.Holds(run, [value]) == true);
    }

    private void Report(ItemDefinition definition, string code, params object?[] values) =>
        _problems.Add(DmnProblem.Of($"definitions/itemDefinition[{definition.Name}]", definition.Notes.Line, code, values));
}
