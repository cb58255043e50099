using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Rules.Explanations;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Evaluations;

/// <summary>Why rules held for a document that a process had judged.</summary>
/// <param name="IsSame">Whether the same rules hold now, as they should.</param>
/// <param name="IsHidden">The document's values, and those that conditions ask for, are left out, because the reader may not see some of them.</param>
/// <param name="Reasons">Of each rule that held, in the order of their ids.</param>
/// <param name="LeftOut">Further rules that held.</param>
public sealed record ExplainedVerdict(RuleSetDefinition Set, bool IsSame, bool IsHidden, IReadOnlyList<RuleReason> Reasons, int LeftOut);

/// <summary>
/// Explains to an administrator a verdict of a process of a case. Nothing of an explanation is stored: the recorded document is judged again by the very
/// set of then, which the journal names by its hash.
/// </summary>
public sealed class ExplainVerdict(CaseDecisions decisions, PublishedDefinitions definitions)
{
    public async Task<Result<ExplainedVerdict>> HandleAsync(Actor actor, string number, JournalPlace place, CancellationToken cancellation)
    {
        var found = await decisions.OfAsync(actor, number, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (found.Value.Made.OfType<MadeDecision.ByRules>().FirstOrDefault(m => m.Place == place) is not { } made)
        {
            return Rejections.NotFound("decisions.not-made");
        }

        if (made.Document is null)
        {
            return Rejections.NotFound("decisions.no-document");
        }

        if (await definitions.FindRuleSetAsync(actor.Tenant, new ReleaseItem(ArtefactKind.RuleSet, made.RuleSet, new ContentHash(made.Hash)), cancellation) is not { } set)
        {
            return Rejections.NotFound("decisions.set-gone", made.RuleSet);
        }

        var document = Encoding.UTF8.GetBytes(TextOf(made.Document));
        var (reasons, leftOut) = set.Index.Explain(document);
        var hits = set.Index.Evaluate(document).Verdict?.Hits.Select(h => h.Id) ?? [];
        var isHidden = found.Value.Hides(made);
        return new ExplainedVerdict(
            set.Index.Definition,
            hits.SequenceEqual(made.Hits.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            isHidden,
            isHidden ? [.. reasons.Select(r => r with { Condition = WithoutValues(r.Condition) })] : reasons,
            leftOut);
    }

    // A document that was given as a text is one.
    private static string TextOf(JsonNode document) => document is JsonValue text && text.TryGetValue<string>(out var written) ? written : document.ToJsonString();

    // What a condition asks for, together with that it holds, tells the value too.
    private static ConditionReason WithoutValues(ConditionReason reason) => reason with
    {
        Condition = reason.Condition is ['{', ..] ? WithoutOperands(reason.Condition) : reason.Condition,
        Value = reason.Value is null ? null : HiddenValues.Mask,
        Parts = [.. reason.Parts.Select(WithoutValues)],
    };

    private static string WithoutOperands(string condition)
    {
        var members = JsonNode.Parse(condition)!.AsObject();
        foreach (var test in (members["where"] as JsonArray ?? []).OfType<JsonObject>().Append(members).Where(t => t.ContainsKey("v")))
        {
            test["v"] = HiddenValues.Mask;
        }

        return members.ToJsonString();
    }
}
