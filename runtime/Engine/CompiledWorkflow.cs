using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Commits;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Incidents;
using LowCode.Engine.Triggers;

namespace LowCode.Engine;

/// <summary>A definition ready to run: immutable, shared by all its instances.</summary>
public sealed class CompiledWorkflow
{
    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);

    // Few scripts ask for activities by name; those that do ask often.
    private readonly Lazy<Dictionary<string, ActivityNode>> _byName;

    internal CompiledWorkflow(WorkflowDefinition definition)
    {
        _byName = new Lazy<Dictionary<string, ActivityNode>>(NodesByName);
        Definition = definition;
        Variables = [.. definition.Variables.Select((v, i) => new VariableSlot(v, null, i))];
        VariablesInUse = [.. Variables, .. definition.Inputs.Select((input, i) => InputSlot(input, Variables.Length + i))];
    }

    public WorkflowDefinition Definition { get; }

    public string DefinitionId => Definition.DefinitionId;

    public int Version => Definition.Version;

    public string? Name => Definition.Name;

    /// <summary>Of the bytes that it was compiled from.</summary>
    public ContentHash Hash { get; internal init; }

    /// <summary>When a further instance of it may start.</summary>
    public ActivationStrategy Activation { get; internal init; }

    /// <summary>What can start an instance of it from outside.</summary>
    public IReadOnlyList<Trigger> Triggers { get; internal set; } = [];

    /// <summary>What was mended while reading, and what its author may not have meant.</summary>
    public IReadOnlyList<Problem> Warnings { get; internal set; } = [];

    /// <summary>What will fail when it is run: it must not be published.</summary>
    public IReadOnlyList<Problem> Refusals { get; internal set; } = [];

    internal VariableSlot[] Variables { get; }

    /// <summary>Where it runs as an activity: its variables, then its inputs, each in order.</summary>
    internal VariableSlot[] VariablesInUse { get; }

    internal ActivityNode Root { get; set; } = null!;

    internal IncidentStrategy? IncidentStrategy { get; set; }

    internal CommitStrategy? CommitStrategy { get; init; }

    /// <summary>Some script asks for outputs of other activities; without one they are not kept.</summary>
    internal bool KeepsOutputs { get; set; }

    /// <summary>Of two with the same id the first stays; such a definition is only looked at, never run.</summary>
    internal void Add(ActivityNode node) => _nodes.TryAdd(node.Id, node);

    internal ActivityNode? Node(string activityId) => _nodes.GetValueOrDefault(activityId);

    /// <summary>By name, or by the accessor spelling of the name.</summary>
    internal ActivityNode? NodeByName(string name) => _byName.Value.GetValueOrDefault(name);

    internal IEnumerable<ActivityNode> Nodes => _nodes.Values;

    private Dictionary<string, ActivityNode> NodesByName()
    {
        var byName = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var node in Nodes.Where(n => n.Definition.Name is not null))
        {
            byName.TryAdd(node.Definition.Name!, node);
        }

        foreach (var node in Nodes)
        {
            byName.TryAdd(AccessorName.Of(node.Definition.Name ?? node.Id), node);
        }

        return byName;
    }

    private static VariableSlot InputSlot(ArgumentDefinition input, int index) =>
        new(new VariableDefinition("input:" + input.Name, input.Name, input.TypeName, input.IsList, null), null, index);
}
