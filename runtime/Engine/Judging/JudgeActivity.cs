using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Judging;

/// <summary>
/// Judges a document by a published rule set within the burst. The result holds <c>number</c>, <c>action</c>, <c>score</c> and <c>hits</c> (each
/// <c>id</c>, <c>name</c>, <c>action</c>, <c>score</c>); the reasons name the rules that hold. A document that cannot be read is an incident.
/// </summary>
internal sealed class JudgeActivity(Input ruleSet, Input document, OutputTarget result, OutputTarget reasons) : Activity
{
    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? RuleSetName => ruleSet.IsLiteral ? ruleSet.LiteralValue as string : null;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var name = burst.Text(me, ruleSet) ?? "";
        var found = burst.World.Decisions?.RuleSet(name)
            ?? throw new ActivityFaultException("rules.missing", name);
        var judged = document.Evaluate(burst, me);
        var json = judged as string ?? DataValue.ToJson(judged);
        var utf8 = Encoding.UTF8.GetBytes(json);
        if (found.Index.Evaluate(utf8).Verdict is not { } verdict)
        {
            // What reads the document says what is wrong in the language of the moment: it is asked in each. Who reads of incidents may not see the document.
            var problems = EachLanguage.Of(() => string.Join("; ", found.Index.ProblemsWithoutValues(utf8).Select(p => $"{p.Path}: {p.Message}")));
            throw new ActivityFaultException("rules.document", name, problems);
        }

        var hits = verdict.Hits.ToList();
        var action = verdict.Action is { } gravest ? RuleActionWords.Of(gravest) : RuleActionWords.Pass;
        burst.Record.Journal(JournalKind.DecisionMade, me, new JsonObject
        {
            ["ruleSet"] = name,
            ["hash"] = found.Hash.Value,
            ["document"] = JsonNode.Parse(json),
            ["hits"] = new JsonArray([.. hits.Select(h => JsonValue.Create(h.Id))]),
            ["score"] = verdict.Score,
            ["action"] = action,
        });
        burst.Data.Give(me, result, new DataObject(
        [
            new("number", verdict.Number),
            new("action", action),
            new("score", (long)verdict.Score),
            new("hits", hits.Select(object? (h) => Told(h)).ToArray()),
        ]));
        burst.Data.Give(me, reasons, hits.Select(object? (h) => $"{h.Id} {h.Name}").ToArray());
        burst.Complete(me);
    }

    private static DataObject Told(RuleDefinition rule) => new(
    [
        new("id", rule.Id),
        new("name", rule.Name),
        new("action", RuleActionWords.Of(rule.Action)),
        new("score", (long)rule.Score),
    ]);
}
