using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Leaves by all its branches at once.</summary>
internal sealed class FlowForkActivity(Input branches) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowFork", ActivityCategory.Branching, "fork_right")
        {
            Inputs = [new("branches", "List<String>") { Editor = InputEditor.OwnOutcomes }],
            HasOwnOutcomes = true,
        },
        Create);

    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => branches switch
    {
        { IsLiteral: true, LiteralValue: object?[] { Length: > 0 } names } => Array.ConvertAll(names, DataValue.ToText),
        { IsLiteral: true } => usual,
        _ => null,
    };

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var names = burst.Texts(me, branches);
        if (names.Count > 0)
        {
            burst.Complete(me, names);
        }
        else
        {
            burst.Complete(me);
        }
    }

    private static FlowForkActivity Create(ActivitySource source)
    {
        var branches = source.Input("branches");
        DuplicateChecks.Items(source, branches);
        return new FlowForkActivity(branches);
    }
}
