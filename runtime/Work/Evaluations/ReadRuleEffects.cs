using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Rules.Checks;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Evaluations;

/// <summary>What a rule did.</summary>
/// <param name="Hits">Documents that it held for.</param>
/// <param name="Found">Cases whose feedback names it as right; null: the set names no field of feedback.</param>
/// <param name="FalseAlarms">Cases whose feedback names it as a false alarm.</param>
/// <param name="Tests">Stored tests in which it must hold.</param>
/// <param name="LastHit">Null: none.</param>
public sealed record RuleEffect(RuleDefinition Rule, int Hits, int? Found, int? FalseAlarms, int Tests, RecordedEvaluation? LastHit);

/// <param name="Documents">Judged in what was looked at.</param>
/// <param name="Since">Of the oldest evaluation that was looked at; null: there is none.</param>
/// <param name="IsAll">False: there are older ones.</param>
/// <param name="Untried">Rules that no stored test makes hold.</param>
public sealed record RuleSetEffect(
    RuleSetDefinition Set, string Hash, int Documents, DateTimeOffset? Since, bool IsAll, IReadOnlyList<RuleEffect> Rules, int Untried)
{
    /// <summary>Of the documents, those of which the journals hold counts alone, as of batches of more than 500: nobody can look at them again.</summary>
    public int Counted { get; init; }
}

/// <summary>Counts, from the newest recorded evaluations and the feedback in their cases, what each rule of a set did.</summary>
public sealed partial class ReadRuleEffects(ReadRuleSets ruleSets, IRecordedEvaluations recorded)
{
    /// <summary>Bursts that are looked at.</summary>
    public const int Looked = 2000;

    public async Task<Result<RuleSetEffect>> HandleAsync(Actor actor, string ruleSet, CancellationToken cancellation)
    {
        var found = await ruleSets.FindAsync(actor, ruleSet, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var index = found.Value.Index;
        var (evaluations, isAll) = await recorded.NewestAsync(actor.Tenant, ruleSet, Looked, cancellation);
        var hits = evaluations.SelectMany(e => e.Hits.Select(h => (Hit: h, Evaluation: e))).ToLookup(h => h.Hit, h => h.Evaluation, StringComparer.Ordinal);
        var (right, wrong) = (Named(index, evaluations, f => f.Found), Named(index, evaluations, f => f.FalseAlarms));
        var tests = index.Definition.Tests.SelectMany(t => t.Hits.Distinct()).CountBy(h => h, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new RuleSetEffect(
            index.Definition,
            found.Value.Hash.Value,
            evaluations.Sum(e => e.Documents),
            evaluations.Count == 0 ? null : evaluations.Min(e => e.At),
            isAll,
            [.. index.Rules.Select(r => new RuleEffect(
                r,
                hits[r.Id].Count(),
                right?.GetValueOrDefault(r.Id),
                wrong?.GetValueOrDefault(r.Id),
                tests.GetValueOrDefault(r.Id),
                hits[r.Id].MaxBy(e => e.At)))],
            RuleTrial.Try(index).Untried.Count)
        {
            Counted = evaluations.Where(e => e.Document is null).Sum(e => e.Documents),
        };
    }

    // A case counts once, however often its process asked the set.
    private static Dictionary<string, int>? Named(RuleIndex index, IReadOnlyList<RecordedEvaluation> evaluations, Func<RuleFeedback, string> field) =>
        index.Definition.Feedback is not { } feedback ? null : evaluations
            .Where(e => e.CaseNumber is not null)
            .DistinctBy(e => e.CaseNumber)
            .SelectMany(e => IdsIn(e.CaseData?[field(feedback)]))
            .CountBy(id => id, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<string> IdsIn(JsonNode? value) => value switch
    {
        JsonArray list => list.Select(i => i?.ToString() ?? ""),
        JsonValue text => Separators().Split(text.ToString()),
        _ => [],
    };

    [GeneratedRegex(@"[,，、;；\s]+")]
    private static partial Regex Separators();
}
