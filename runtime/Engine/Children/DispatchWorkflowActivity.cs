using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Children;

/// <summary>Has a new instance of another workflow started after the commit; its result is that instance's output, where it is waited for.</summary>
internal sealed class DispatchWorkflowActivity(Input definitionId, Input correlationId, Input input, Input waits, OutputTarget result) : Activity, IStartsWorkflow
{
    private const string TypeName = "Elsa.DispatchWorkflow";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Composition, "outbound")
        {
            Inputs =
            [
                new("workflowDefinitionId", "String") { Editor = InputEditor.Workflow, IsRequired = true }, new("correlationId", "String"),
                new("input", "ObjectDictionary") { Editor = InputEditor.Dictionary },
                new("waitForCompletion", "Boolean", false), new("startNewTrace", "Boolean", false) { IsAdvanced = true },
                new("channelName", "String") { IsAdvanced = true },
            ],
            Outputs = [new("result", "Object")],
        },
        source => new DispatchWorkflowActivity(
            source.Input("workflowDefinitionId"),
            source.Input("correlationId"),
            source.Input("input"),
            source.Input("waitForCompletion"),
            source.Output("result")));

    public Input DefinitionId => definitionId;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var workflow = ChildStart.Published(burst, burst.Text(me, definitionId));
        var id = burst.World.NewInstance();
        var isAwaited = burst.Flag(me, waits);
        var hash = isAwaited ? ChildStart.Hash(TypeName, id) : null;
        var start = ChildStart.Start(burst, ChildStart.Members(burst.Value(me, input)), burst.Text(me, correlationId), hash);
        ChildStart.Dispatched(burst, me, workflow, [id]);
        burst.Effect(me, new Effect.DispatchWorkflow(me.Id, id, workflow.DefinitionId, start));
        if (!isAwaited)
        {
            burst.Complete(me);
            return;
        }

        burst.Wait(me, ChildStart.Payload(id), isSpecific: false);
        me.Progress = new AwaitedChild(id);
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var child = (DataObject)payload!;
        if (child.TryGetValue("refused", out var refusal))
        {
            throw new ActivityFaultException("child.refused", refusal);
        }

        burst.Data.Give(me, result, child.TryGetValue("output", out var output) ? output : null);
        burst.Complete(me);
    }

    public override void Cancelled(Burst burst, ActivityExecution me)
    {
        if (me.Progress is AwaitedChild child)
        {
            burst.Effect(me, new Effect.CancelChild(me.Id, child.Id));
        }
    }
}
