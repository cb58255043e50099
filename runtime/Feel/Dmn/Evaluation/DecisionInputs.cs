using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>The values of input data, by the names that expressions call them.</summary>
public sealed class DecisionInputs
{
    private readonly FeelContext _values;
    private readonly IReadOnlyDictionary<(string Namespace, string Name), FeelValue> _imported;

    private DecisionInputs(FeelContext values, IReadOnlyDictionary<(string, string), FeelValue> imported)
    {
        _values = values;
        _imported = imported;
    }

    /// <summary>No values: every input is null.</summary>
    public static DecisionInputs None { get; } = Of(FeelContext.Empty);

    /// <summary>Values by the names of the inputs; names that the model does not have are ignored, inputs that are missing are null.</summary>
    public static DecisionInputs Of(FeelContext values) => new(values, new Dictionary<(string, string), FeelValue>());

    /// <summary>Also a value for an input of an imported model, by that model's namespace.</summary>
    public DecisionInputs With(string modelNamespace, string name, FeelValue value) =>
        new(_values, new Dictionary<(string, string), FeelValue>(_imported) { [(modelNamespace, name)] = value });

    /// <summary>An input of an imported model may also be given by its bare name, or inside of a context under the name of its import.</summary>
    internal bool TryFind(string modelNamespace, string? importName, string name, out FeelValue value) =>
        _imported.TryGetValue((modelNamespace, name), out value)
        || (importName is { Length: > 0 } && _values[importName].AsContext is { } inner && inner.TryGet(name, out value))
        || _values.TryGet(name, out value);
}
