using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>Brings branches together.</summary>
internal sealed class FlowJoinActivity(Input mode) : Activity
{
    public const string TypeName = "Elsa.FlowJoin";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Branching, "merge")
        {
            Inputs = [new("mode", "String", "WaitAny") { Options = ["WaitAny", "WaitAll", "WaitAllActive"] }],
        },
        source => new FlowJoinActivity(source.Input("mode")));

    /// <exception cref="Incidents.ActivityFaultException">The mode is computed, and that fails.</exception>
    /// <param name="flowchart">The execution of the flowchart: the join itself does not run yet.</param>
    public JoinMode Mode(Burst burst, ActivityExecution flowchart) => burst.Text(flowchart, mode) switch
    {
        "WaitAll" => JoinMode.WaitAll,
        "WaitAllActive" => JoinMode.WaitAllActive,
        _ => JoinMode.WaitAny,
    };

    /// <summary>An expression says it, anew at each step, and may fail.</summary>
    public bool IsComputed => !mode.IsLiteral;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (me.Owner is { Node.Activity: FlowchartActivity flowchart } owner)
        {
            FlowStrategy.Of(burst.State.FlowchartMode).JoinReached(burst, owner, flowchart, me);
        }

        burst.Complete(me);
    }
}

/// <summary>When a join goes on.</summary>
internal enum JoinMode
{
    /// <summary>With the first branch; the others are cancelled.</summary>
    WaitAny,

    /// <summary>When all branches have arrived; passed by where one of them is not taken.</summary>
    WaitAll,

    /// <summary>When all branches that were taken have arrived.</summary>
    WaitAllActive,
}
