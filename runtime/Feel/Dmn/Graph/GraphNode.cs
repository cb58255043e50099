using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>A node of the decision requirements graph over all models that belong together.</summary>
internal abstract class GraphNode(int index, string modelNamespace, string? id, string name, string variableName, DmnType type)
{
    /// <summary>Its place among all nodes.</summary>
    public int Index { get; } = index;

    public string Namespace { get; } = modelNamespace;

    public string? Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>What expressions call its value.</summary>
    public string VariableName { get; } = variableName;

    public DmnType Type { get; } = type;

    /// <summary>What the language knows of its value.</summary>
    public FeelType Yields { get; set; } = type.Feel;
}

internal sealed class InputNode(int index, string modelNamespace, string? id, string name, string variableName, DmnType type)
    : GraphNode(index, modelNamespace, id, name, variableName, type);

internal sealed class DecisionNode(int index, string modelNamespace, string? id, string name, string variableName, DmnType type, string path)
    : GraphNode(index, modelNamespace, id, name, variableName, type)
{
    public string Path { get; } = path;

    /// <summary>The names of the decisions that need each other in a circle with this one; null where there is none.</summary>
    public string? Cycle { get; set; }

    /// <summary>Null where people decide.</summary>
    public LogicNode? Logic { get; set; }

    /// <summary>Where each name of the logic's scope comes from.</summary>
    public IReadOnlyList<ValueSource> Sources { get; set; } = [];

    /// <summary>Nodes whose values it needs directly.</summary>
    public IReadOnlyList<GraphNode> Needs { get; set; } = [];
}

/// <summary>A knowledge model: a function that sees the knowledge it requires, and itself.</summary>
internal sealed class KnowledgeNode(int index, string modelNamespace, string? id, string name, string variableName, string path)
    : GraphNode(index, modelNamespace, id, name, variableName, DmnType.Any)
{
    public string Path { get; } = path;

    public LogicSignature? Signature { get; set; }

    public LogicNode? Body { get; set; }

    public IReadOnlyList<ValueSource> Sources { get; set; } = [];
}

internal sealed class ServiceNode(int index, string modelNamespace, string? id, string name, string variableName, string path)
    : GraphNode(index, modelNamespace, id, name, variableName, DmnType.Any)
{
    public string Path { get; } = path;

    /// <summary>Input data first, then input decisions, each in the order of the document: the order of positional arguments.</summary>
    public IReadOnlyList<GraphNode> Parameters { get; set; } = [];

    public IReadOnlyList<DecisionNode> Outputs { get; set; } = [];

    public DmnType Result { get; set; } = DmnType.Any;

    /// <summary>What a call yields, as far as known: what the service says, else what its outputs do.</summary>
    public FeelType ResultYields => !Result.IsAny ? Result.Feel
        : Outputs.Count == 1 ? Outputs[0].Yields
        : new FeelType.ContextType([.. Outputs.Select(o => new FeelField(o.VariableName, o.Yields))]);

    public FeelSignature Signature => new([.. Parameters.Select(p => new FeelParameter(p.VariableName, p.Yields))], ResultYields);
}

/// <summary>Where the value of a name comes from: a node, or the nodes of an imported model under its name.</summary>
internal sealed record ValueSource(GraphNode? Node, IReadOnlyList<GraphNode>? Imported);
