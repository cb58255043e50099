using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Rules;
using LowCode.Engine.Decisions;

namespace LowCode.Work.Prefills;

/// <summary>A published rule that somebody wants to have changed.</summary>
public sealed record RuleSubject(string RuleSet, string RuleId)
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a form may be filled with of it; null: the set has no such rule.</summary>
    internal JsonObject? In(PublishedRuleSet set) => set.Index.Definition.Rules.FirstOrDefault(r => r.Id == RuleId) is not { } rule ? null : new JsonObject
    {
        ["ruleSet"] = RuleSet,
        ["ruleId"] = RuleId,
        ["text"] = JsonNode.Parse(RuleSetJson.Write(rule))!.ToJsonString(_readable),
        ["hash"] = set.Hash.Value,
    };
}
