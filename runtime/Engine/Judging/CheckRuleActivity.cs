using System.Text;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Decisions;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Rules.Checks;

namespace LowCode.Engine.Judging;

/// <summary>
/// Tries a drafted change of a published rule set within the burst, before anybody spends time on it: leaves by <c>Sound</c> or by
/// <c>Refused</c>. Both tell the hash of the set that was looked at and what of it is published now; nothing is changed.
/// </summary>
internal sealed class CheckRuleActivity(
    RuleDraft draft, OutputTarget checkedHash, OutputTarget before, OutputTarget after, OutputTarget findings, OutputTarget problems) : Activity
{
    private const string Sound = "Sound";
    private const string Refused = "Refused";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("LowCode.CheckRule", ActivityCategory.Branching, "rule")
        {
            Inputs = RuleDraft.Inputs,
            Outputs = [new("checkedHash", "String"), new("before", "String"), new("after", "String"), new("findings", "List<String>"), new("problems", "List<String>")],
            Outcomes = [Sound, Refused],
        },
        source => new CheckRuleActivity(
            new RuleDraft(source), source.Output("checkedHash"), source.Output("before"), source.Output("after"), source.Output("findings"), source.Output("problems")));

    public string? RuleSetName => draft.RuleSetName;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var asked = draft.Read(burst, me);
        var published = burst.World.Decisions?.RuleSet(asked.RuleSet)
            ?? throw new ActivityFaultException("rules.missing", asked.RuleSet);
        var tried = Try(asked, published, burst.World.Decisions.Dictionaries);
        burst.Data.Give(me, checkedHash, published.Hash.Value);
        burst.Data.Give(me, before, tried.Value?.Changed.Before ?? Present(asked, published));
        burst.Data.Give(me, after, tried.Value?.Changed.After ?? "");
        burst.Data.Give(me, findings, tried.Value?.Findings.Select(object? (f) => f).ToArray() ?? []);
        burst.Data.Give(me, problems, tried.Problems.Select(object? (p) => $"{p.Path}: {p.Message}").ToArray());
        burst.Complete(me, [tried.IsValid ? Sound : Refused]);
    }

    private static Parsed<TriedChange> Try(RuleChangeText asked, PublishedRuleSet published, DictionaryLookup dictionaries)
    {
        if (asked.Hash.Length > 0 && asked.Hash != published.Hash.Value)
        {
            return Parsed<TriedChange>.Failed([ChangeTrial.Stale(asked.RuleSet)]);
        }

        var change = DraftedChange.Read(asked);
        return change.Value is { } drafted ? ChangeTrial.Try(published.Index, drafted, dictionaries.Find) : Parsed<TriedChange>.Failed(change.Problems);
    }

    private static string Present(RuleChangeText asked, PublishedRuleSet published) =>
        published.Index.Definition.Rules.FirstOrDefault(r => r.Id == asked.RuleId) is { } rule ? Encoding.UTF8.GetString(RuleSetJson.Write(rule)) : "";
}
