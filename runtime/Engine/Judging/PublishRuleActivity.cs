using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Judging;

/// <summary>
/// Has a change of a rule set published that one person made and another one checked, as a release of its own after the commit. Leaves by <c>Published</c> with the
/// revision, and what the release's checks found without refusing it, or by <c>Refused</c> with the problems: the set is another one meanwhile, or its checks fail. Made again, it publishes nothing twice.
/// </summary>
internal sealed class PublishRuleActivity(RuleDraft draft, Input maker, Input checker, Input approval, OutputTarget revision, OutputTarget problems, OutputTarget warnings) : Activity
{
    private const string Published = "Published";
    private const string Refused = "Refused";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("LowCode.PublishRule", ActivityCategory.Cases, "publish")
        {
            Inputs = [.. RuleDraft.Inputs, new("maker", "String") { IsRequired = true }, new("checker", "String") { IsRequired = true }, new("approval", "String") { IsRequired = true }],
            Outputs = [new("revision", "Int64"), new("problems", "List<String>"), new("warnings", "List<String>")],
            Outcomes = [Published, Refused],
            RunsOutside = true,
        },
        source => new PublishRuleActivity(
            new RuleDraft(source), source.Input("maker"), source.Input("checker"), source.Input("approval"), source.Output("revision"), source.Output("problems"), source.Output("warnings")));

    public string? RuleSetName => draft.RuleSetName;

    public override void Execute(Burst burst, ActivityExecution me) => Ask(burst, me, since: null);

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var answer = RulePublicationAnswer.Of(payload);
        burst.Data.Give(me, revision, answer.Revision);
        burst.Data.Give(me, problems, answer.Problems.Select(object? (p) => p).ToArray());
        burst.Data.Give(me, warnings, answer.Warnings.Select(object? (w) => w).ToArray());
        burst.Complete(me, [answer.Revision is null ? Refused : Published]);
    }

    // The answer may have come while the instance was stopped: it is asked for again, and what was published for the first time is found.
    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => Ask(burst, me, (long?)parked.Bookmark.Payload?["since"]);

    private void Ask(Burst burst, ActivityExecution me, long? since)
    {
        var asked = draft.Read(burst, me);
        var release = since ?? burst.World.Decisions?.Release ?? throw new ActivityFaultException("rules.missing", asked.RuleSet);
        var bookmark = burst.Wait(me, new JsonObject { ["ruleSet"] = asked.RuleSet, ["ruleId"] = asked.RuleId, ["since"] = release });
        burst.Effect(me, new Effect.PublishRule(
            bookmark, me.Id, new RulePublication(asked, burst.Text(me, maker) ?? "", burst.Text(me, checker) ?? "", burst.Text(me, approval) ?? "", release)));
    }
}
