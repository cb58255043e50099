using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Commits;
using LowCode.Engine.Incidents;

namespace LowCode.Engine.Compilation;

/// <summary>An activity in the compiled graph.</summary>
internal sealed class ActivityNode
{
    private NodeScope? _scope;

    public ActivityNode(CompiledWorkflow workflow, ActivityDefinition definition, ActivityNode? parent, IReadOnlyList<VariableDefinition> variables)
    {
        Workflow = workflow;
        Definition = definition;
        Parent = parent;
        Variables = [.. variables.Select((v, i) => new VariableSlot(v, this, i))];
    }

    public CompiledWorkflow Workflow { get; }

    public ActivityDefinition Definition { get; }

    /// <summary>The activity that holds it, which is also the owner of its executions.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>Variables of each of its executions.</summary>
    public VariableSlot[] Variables { get; }

    public string Id => Definition.Id;

    public string Type => Definition.Type;

    public Activity Activity { get; set; } = null!;

    /// <summary>Null: its type is no built-in one and no connector, but a workflow perhaps.</summary>
    public ActivityDescriptor? Descriptor { get; init; }

    /// <summary>Null: a failure is an incident at once.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Null: as the process says.</summary>
    public CommitPoint? CommitPoint { get; init; }

    /// <summary>What is visible from here. Made when first asked for: most activities have no script.</summary>
    public NodeScope Scope => _scope ??= new NodeScope(this);
}
