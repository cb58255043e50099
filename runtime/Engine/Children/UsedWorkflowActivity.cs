using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Children;

/// <summary>
/// An activity of a type that the engine does not have: a workflow by its name. It runs inside the instance; its inputs are evaluated when
/// it begins, its outputs are given when it ends. Where there is no such workflow, running it is an incident, with Elsa's text.
/// </summary>
internal sealed class UsedWorkflowActivity : Activity
{
    private static readonly string[] _done = ["Done"];

    private readonly Dictionary<string, Input> _inputs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, OutputTarget> _outputs = new(StringComparer.OrdinalIgnoreCase);

    public UsedWorkflowActivity(ActivityNode node, ExpressionCompiler expressions, CompilationNotes notes)
    {
        var json = node.Definition.Json;
        Reference = new WorkflowReference(
            node.Type, node.Definition.Version, json.Text("workflowDefinitionId"), json.Text("workflowDefinitionVersionId"));
        var source = new ActivitySource(node, new ActivityDescriptor(node.Type, ActivityCategory.Composition, "hub"), expressions, notes);
        foreach (var member in json.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object && m.Value.Text("typeName") is not null))
        {
            // Inputs and outputs are told apart by the workflow, which is known when it runs.
            var input = new InputDescriptor(member.Name, "Object");
            _inputs[member.Name] = new Input(input, expressions.ReadInput(node, input), source.Path(member.Name));
            _outputs[member.Name] = source.Output(member.Name);
        }
    }

    public WorkflowReference Reference { get; }

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var workflow = burst.World.Workflows?.ForUse(Reference)
            ?? throw new ActivityFaultException("activity.unknown", Reference.ActivityType);
        CheckDepth(burst, me, workflow);
        me.Progress = new UsedWorkflow(workflow.Hash) { Workflow = workflow };
        me.Variables = VariableScope.Of(workflow.VariablesInUse);
        var index = workflow.Variables.Length;
        foreach (var input in workflow.Definition.Inputs)
        {
            var value = _inputs.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(input.Name), out var given) ? burst.Kept(me, given) : null;
            var conversion = StoredContent.Convert(burst, value, input.TypeName, input.IsList);
            me.Variables[index++] = conversion.Failure is not { } misfit
                ? conversion.Value
                : throw new ActivityFaultException("input.type", input.Name, misfit.TypeName, misfit.Text);
        }

        burst.Schedule(workflow.Root, me);
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        End(burst, me, _done);

    /// <summary>Gives the outputs and leaves by the outcomes, whatever of it is still running.</summary>
    public void End(Burst burst, ActivityExecution me, IReadOnlyList<string> outcomes)
    {
        var used = (UsedWorkflow)me.Progress!;
        foreach (var (name, value) in used.Outputs)
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(name);
            burst.Data.Give(me, _outputs.GetValueOrDefault(member) ?? new OutputTarget(member, null, null), value);
        }

        burst.Complete(me, outcomes);
    }

    private static void CheckDepth(Burst burst, ActivityExecution me, CompiledWorkflow workflow)
    {
        var names = new List<string>();
        for (var host = me.Host; host is not null; host = host.Host)
        {
            names.Add(((UsedWorkflow)host.Progress!).Workflow.DefinitionId);
        }

        if (burst.World.Depth + names.Count >= burst.World.Options.MaxWorkflowDepth)
        {
            names.Reverse();
            throw TooDeep(burst, names.Append(workflow.DefinitionId));
        }
    }

    internal static ActivityFaultException TooDeep(Burst burst, IEnumerable<string> path) =>
        new ActivityFaultException("child.depth", burst.World.Options.MaxWorkflowDepth, string.Join(" > ", path.TakeLast(5)));
}
