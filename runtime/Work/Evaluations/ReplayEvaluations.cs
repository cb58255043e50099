using System.Text;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Evaluations;

/// <param name="Draft">The whole set as JSON, or, with a rule id, one rule of it.</param>
/// <param name="RuleId">Null: the draft is the whole set.</param>
/// <param name="Limit">Bursts that are looked at, at most <see cref="ReadRuleEffects.Looked"/>.</param>
public sealed record ReplayCommand(string RuleSet, ReadOnlyMemory<byte> Draft, string? RuleId, int Limit);

/// <param name="Evaluations">Recorded ones that hold their document.</param>
/// <param name="Unreadable">Those whose document the draft cannot judge.</param>
/// <param name="Different">The newest first.</param>
public sealed record ReplayReport(int Evaluations, int Same, int Unreadable, IReadOnlyList<ReplayDifference> Different)
{
    /// <summary>Evaluations whose document holds what the reader may not see of its case: a draft that asks for it would tell it, so they are not judged.</summary>
    public int Hidden { get; init; }

    /// <summary>Documents of which the journals hold counts alone, as of long streams: they cannot be judged again.</summary>
    public int Counted { get; init; }
}

/// <param name="Added">Rules that hold by the draft and did not then.</param>
/// <param name="Gone">Rules that held then and do not by the draft.</param>
/// <param name="Problems">Why the draft cannot judge the document; empty where it can.</param>
public sealed record ReplayDifference(
    string InstanceId,
    string? CaseNumber,
    DateTimeOffset At,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Gone,
    int ScoreThen,
    int? ScoreNow,
    string ActionThen,
    string? ActionNow,
    IReadOnlyList<Problem> Problems);

/// <summary>Judges the documents of recorded evaluations again, by a draft, and tells what would differ. Nothing is published or changed.</summary>
public sealed class ReplayEvaluations(ReadRuleSets ruleSets, IRecordedEvaluations recorded, CasePrivacy privacy)
{
    public async Task<Result<ReplayReport>> HandleAsync(Actor actor, ReplayCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var found = await ruleSets.FindAsync(actor, command.RuleSet, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var draft = Read(command, found.Value.Index.Definition);
        if (draft.Value is not { } set)
        {
            return Rejections.Invalid("rules.bad-draft", draft.Problems);
        }

        var index = found.Value.Index.With(set);
        var (evaluations, _) = await recorded.NewestAsync(actor.Tenant, command.RuleSet, Math.Clamp(command.Limit, 1, ReadRuleEffects.Looked), cancellation);
        var seen = await SeenAsync(actor, evaluations, cancellation);
        var judged = seen.Select(e => Compare(index, e)).ToList();
        var different = judged.OfType<ReplayDifference>().ToList();
        return new ReplayReport(judged.Count, judged.Count - different.Count, different.Count(d => d.Problems.Count > 0), different)
        {
            Hidden = evaluations.Count(e => e.Document is not null) - seen.Count,
            Counted = evaluations.Where(e => e.Document is null).Sum(e => e.Documents),
        };
    }

    private async Task<List<RecordedEvaluation>> SeenAsync(Actor actor, IReadOnlyList<RecordedEvaluation> evaluations, CancellationToken cancellation)
    {
        var (seen, masks) = (new List<RecordedEvaluation>(), new ReaderMasks(actor, privacy));
        foreach (var evaluation in evaluations.Where(e => e.Document is not null))
        {
            if (evaluation is not { CaseType: { } caseType, CaseData: { } data })
            {
                seen.Add(evaluation);
                continue;
            }

            var masked = await masks.OfAsync(caseType, evaluation.CaseRevision, cancellation);
            if (!masked.HiddenOf([data]).AreIn(evaluation.Document))
            {
                seen.Add(evaluation);
            }
        }

        return seen;
    }

    private static Parsed<RuleSetDefinition> Read(ReplayCommand command, RuleSetDefinition current)
    {
        if (command.RuleId is null)
        {
            return RuleSetJson.Read(command.Draft);
        }

        var rule = RuleSetJson.ReadRule(command.Draft, current);
        return rule.Value is { } changed ? Parsed<RuleSetDefinition>.Of(current.With(changed with { Id = command.RuleId })) : Parsed<RuleSetDefinition>.Failed(rule.Problems);
    }

    private static ReplayDifference? Compare(RuleIndex index, RecordedEvaluation then)
    {
        // A document that was given as a text is one.
        var document = then.Document is System.Text.Json.Nodes.JsonValue text && text.TryGetValue<string>(out var written) ? written : then.Document!.ToJsonString();
        var evaluation = index.Evaluate(Encoding.UTF8.GetBytes(document));
        if (evaluation.Verdict is not { } now)
        {
            return new ReplayDifference(then.InstanceId, then.CaseNumber, then.At, [], [], then.Score, null, then.Action, null, evaluation.Problems!);
        }

        var hits = now.Hits.Select(h => h.Id).ToList();
        var action = now.Action is { } gravest ? RuleActionWords.Of(gravest) : RuleActionWords.Pass;
        return now.Score == then.Score && action == then.Action && hits.SequenceEqual(then.Hits, StringComparer.Ordinal)
            ? null
            : new ReplayDifference(
                then.InstanceId, then.CaseNumber, then.At, [.. hits.Except(then.Hits)], [.. then.Hits.Except(hits)], then.Score, now.Score, then.Action, action, []);
    }
}
