using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Runs the activity of the first case that holds, or of all that hold, else the default one; done when they are.</summary>
internal sealed class SwitchActivity(IReadOnlyList<SwitchActivity.Case> cases, Input mode, ActivityNode? otherwise) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Switch", ActivityCategory.Branching, "device_hub")
        {
            Inputs =
            [
                new("cases", "Object", IsPlain: true) { Editor = InputEditor.Cases, TakesFeel = true },
                new("mode", "String", "MatchFirst") { Options = ["MatchFirst", "MatchAny"] },
            ],
            Outputs = [new("output", "Object")],
            Ports = ["default"],
        },
        source => new SwitchActivity(ReadCases(source), source.Input("mode"), source.Child("default")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var matchesAll = burst.Text(me, mode) == "MatchAny";
        var isMatched = false;
        foreach (var (condition, activity) in cases)
        {
            if (!burst.Flag(me, condition))
            {
                continue;
            }

            isMatched = true;
            Schedule(burst, me, activity);
            if (!matchesAll)
            {
                break;
            }
        }

        if (!isMatched)
        {
            Schedule(burst, me, otherwise);
        }

        CompleteIfIdle(burst, me);
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        CompleteIfIdle(burst, me);

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) => CompleteIfIdle(burst, me);

    private static void Schedule(Burst burst, ActivityExecution me, ActivityNode? activity)
    {
        if (activity is not null)
        {
            burst.Schedule(activity, me);
        }
    }

    private static void CompleteIfIdle(Burst burst, ActivityExecution me)
    {
        if (!me.HasOpenWork && me.FaultedChildren == 0)
        {
            burst.Complete(me);
        }
    }

    private static Case[] ReadCases(ActivitySource source)
    {
        DuplicateChecks.CaseLabels(source);
        return
        [
            .. source.Definition.Json.Items("cases").Select((c, i) => new Case(
                source.Expression(c.Member("condition") ?? default, "Boolean", $"cases/{i}/condition"), source.Named(c.Member("activity")))),
        ];
    }

    public sealed record Case(Input Condition, ActivityNode? Activity);
}
