using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>A decision or a decision service that can be asked for.</summary>
public sealed class DecisionSummary
{
    private readonly Lazy<IReadOnlyList<DecisionInput>> _inputs;

    // In a long chain of decisions each would walk over all before it, for nobody who asks.
    internal DecisionSummary(string? id, string name, bool isService, FeelType result, Func<IReadOnlyList<DecisionInput>> inputs)
    {
        (Id, Name, IsService, Result) = (id, name, isService, result);
        _inputs = new(inputs);
    }

    /// <summary>Null where the document gives none.</summary>
    public string? Id { get; }

    /// <summary>The name in the model.</summary>
    public string Name { get; }

    /// <summary>Whether it is a decision service; else it is a decision.</summary>
    public bool IsService { get; }

    /// <summary>What it needs from outside: input data, and for a service the decisions that stand for inputs.</summary>
    public IReadOnlyList<DecisionInput> Inputs => _inputs.Value;

    /// <summary>What it yields, as far as that is known.</summary>
    public FeelType Result { get; }
}

/// <param name="Namespace">The model that declares it.</param>
public sealed record DecisionInput(string Namespace, string Name, FeelType Type);
