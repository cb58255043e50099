using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>A decision or a decision service that can be asked for.</summary>
/// <param name="Id">Null where the document gives none.</param>
/// <param name="Inputs">What it needs from outside: input data, and for a service the decisions that stand for inputs.</param>
/// <param name="Result">What it yields, as far as that is known.</param>
public sealed record DecisionSummary(string? Id, string Name, bool IsService, IReadOnlyList<DecisionInput> Inputs, FeelType Result);

/// <param name="Namespace">The model that declares it.</param>
public sealed record DecisionInput(string Namespace, string Name, FeelType Type);
