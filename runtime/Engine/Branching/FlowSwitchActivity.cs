using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Leaves by the port of the first case that holds, or of all that hold, else by Default.</summary>
internal sealed class FlowSwitchActivity(IReadOnlyList<FlowSwitchActivity.Case> cases, Input mode) : Activity
{
    private static readonly string[] _default = ["Default"];

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowSwitch", ActivityCategory.Branching, "device_hub")
        {
            Inputs =
            [
                new("cases", "Object", IsPlain: true) { Editor = InputEditor.FlowCases, TakesFeel = true },
                new("mode", "String", "MatchFirst") { Options = ["MatchFirst", "MatchAny"] },
            ],
            Outcomes = ["Default"],
            HasOwnOutcomes = true,
        },
        source => new FlowSwitchActivity(ReadCases(source), source.Input("mode")));

    public override IReadOnlyList<string> Ports(IReadOnlyList<string> usual) => [.. cases.Select(c => c.Label), .. usual];

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var matchesAll = burst.Text(me, mode) == "MatchAny";
        var matched = new List<string>();
        foreach (var (label, condition) in cases)
        {
            if (burst.Flag(me, condition))
            {
                matched.Add(label);
                if (!matchesAll)
                {
                    break;
                }
            }
        }

        burst.Complete(me, matched.Count > 0 ? matched : _default);
    }

    private static Case[] ReadCases(ActivitySource source)
    {
        DuplicateChecks.CaseLabels(source);
        return
        [
            .. source.Definition.Json.Items("cases").Select((c, i) => new Case(
                c.Text("label") ?? "",
                source.Expression(c.Member("condition") ?? default, "Boolean", $"cases/{i}/condition"))),
        ];
    }

    public sealed record Case(string Label, Input Condition);
}
