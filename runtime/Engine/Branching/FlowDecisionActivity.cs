using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Leaves by the port True or False.</summary>
internal sealed class FlowDecisionActivity(Input condition) : Activity
{
    private static readonly string[] _true = ["True"];
    private static readonly string[] _false = ["False"];

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowDecision", ActivityCategory.Branching, "alt_route")
        {
            Inputs = [new("condition", "Boolean", false) { Editor = InputEditor.SingleLine }],
            Outcomes = ["True", "False"],
        },
        source => new FlowDecisionActivity(source.Input("condition")));

    public override void Execute(Burst burst, ActivityExecution me) => burst.Complete(me, burst.Flag(me, condition) ? _true : _false);
}
