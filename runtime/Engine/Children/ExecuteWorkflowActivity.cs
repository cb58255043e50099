using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Children;

/// <summary>
/// Runs a new instance of another workflow inside this burst, until it has ended or waits. Its result tells how the instance stands; where
/// it waits and is to be waited for, it becomes independent and resumes this one when it ends.
/// </summary>
internal sealed class ExecuteWorkflowActivity(Input definitionId, Input correlationId, Input input, Input waits, OutputTarget result) : Activity, IStartsWorkflow
{
    private const string TypeName = "Elsa.ExecuteWorkflow";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Composition, "play_circle")
        {
            Inputs =
            [
                new("workflowDefinitionId", "String") { Editor = InputEditor.Workflow, IsRequired = true }, new("correlationId", "String"),
                new("input", "ObjectDictionary") { Editor = InputEditor.Dictionary },
                new("waitForCompletion", "Boolean", false),
            ],
            RunsOutside = true,
            Outputs = [new("result", "Object")],
        },
        source => new ExecuteWorkflowActivity(
            source.Input("workflowDefinitionId"),
            source.Input("correlationId"),
            source.Input("input"),
            source.Input("waitForCompletion"),
            source.Output("result")));

    public Input DefinitionId => definitionId;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var workflow = ChildStart.Published(burst, burst.Text(me, definitionId));
        var correlation = burst.Text(me, correlationId);
        var members = ChildStart.Members(burst.Value(me, input));

        var isAwaited = burst.Flag(me, waits);
        var id = burst.World.NewInstance();
        var hash = isAwaited ? ChildStart.Hash(TypeName, id) : null;
        var child = burst.RunChild(me, id, workflow, ChildStart.Start(burst, members, correlation, hash));
        if (isAwaited && child.Status == InstanceStatus.Running)
        {
            burst.Wait(me, ChildStart.Payload(id), isSpecific: false);
            me.Progress = new AwaitedChild(id);
            return;
        }

        End(burst, me, ParentLink.Result(id, child));
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload) => End(burst, me, payload);

    // A child that has run is not run again because nobody could take its result.
    public override void Retry(Burst burst, ActivityExecution me)
    {
        if (me.Progress is EndedChild ended)
        {
            End(burst, me, ended.Result);
        }
        else
        {
            Execute(burst, me);
        }
    }

    public override void Cancelled(Burst burst, ActivityExecution me)
    {
        if (me.Progress is AwaitedChild child)
        {
            burst.Effect(me, new Effect.CancelChild(me.Id, child.Id));
        }
    }

    private void End(Burst burst, ActivityExecution me, object? outcome)
    {
        me.Progress = new EndedChild(outcome);
        burst.Data.Give(me, result, outcome);
        burst.Complete(me);
    }
}
