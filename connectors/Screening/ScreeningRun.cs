using LowCode.Connectors.Sdk;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.Rules;

namespace LowCode.Connectors.Screening;

/// <summary>A rule set and the id that it was asked for by.</summary>
internal sealed record NamedSet(string Id, Published<RuleIndex> Set);

/// <summary>The documents of one call, one after the other.</summary>
internal sealed class ScreeningRun(IReadOnlyList<NamedSet> sets)
{
    private readonly List<DocumentVerdict> _verdicts = [];
    private RuleAction? _gravest;

    public IReadOnlyList<DocumentVerdict> Verdicts => _verdicts;

    public ScreeningRecords Records { get; } = new(sets);

    public bool IsEmpty => _verdicts.Count == 0 || sets.Count == 0;

    public void Judge(byte[] document)
    {
        var place = _verdicts.Count + 1;
        var judged = new List<(NamedSet Set, Verdict Verdict)>();
        foreach (var set in sets)
        {
            var evaluation = set.Set.Value.Evaluate(document);
            if (evaluation.Verdict is not { } verdict)
            {
                _verdicts.Add(new DocumentVerdict(place, null, null, null, null, evaluation.Problems));
                return;
            }

            judged.Add((set, verdict));
        }

        var gravest = judged.Max(j => j.Verdict.Action);
        _gravest = gravest > _gravest || _gravest is null ? gravest : _gravest;
        judged.ForEach(j => Records.Add(j.Set, j.Verdict, document));
        _verdicts.Add(new DocumentVerdict(
            place,
            judged.Count > 0 ? judged[0].Verdict.Number : "",
            Word(gravest),
            judged.Sum(j => j.Verdict.Score),
            [.. judged.SelectMany(j => j.Verdict.Hits.Select(h => new RuleHit(j.Set.Id, h.Id, h.Name, RuleActionWords.Of(h.Action), h.Score)))]));
    }

    /// <summary>Of the first set that cannot judge the document.</summary>
    public IReadOnlyList<Problem> ProblemsWithoutValues(byte[] document) =>
        sets.Select(s => s.Set.Value.ProblemsWithoutValues(document)).FirstOrDefault(p => p.Count > 0) ?? [];

    public ConnectorResult<ScreeningOutput> Result()
    {
        var unreadable = _verdicts.Count(v => v.Problems is not null);

        // What could not be judged has not passed.
        string[] outcomes = [.. _gravest is not null ? ["Hit"] : unreadable == 0 ? new[] { "Pass" } : [], .. unreadable > 0 ? new[] { "Unreadable" } : []];
        return new ConnectorResult<ScreeningOutput>(new ScreeningOutput(Word(_gravest), unreadable, _verdicts), outcomes);
    }

    private static string Word(RuleAction? action) => action is { } gravest ? RuleActionWords.Of(gravest) : RuleActionWords.Pass;
}
