using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Engine;
using LowCode.Engine.Decisions;
using LowCode.Engine.Judging;
using LowCode.Rules;
using LowCode.Rules.Checks;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <summary>What the rule sets of a release are checked for: their stored tests, what their rules say of each other, codes, and who names them.</summary>
internal sealed class RuleSetChecks(ReleaseView current, List<Problem> problems, List<Problem> warnings)
{
    private const int MostFindings = 50;

    private readonly List<PublishedRuleSet> _new = [];
    private readonly List<(string Path, RuleSetDefinition Set)> _toCheck = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Those that are new, compiled.</summary>
    public IReadOnlyList<PublishedRuleSet> New => _new;

    /// <summary>A set that is in the release before as it is: it was checked then.</summary>
    public void Keep(string key) => _known.Add(key);

    /// <summary>A set that is new or changed.</summary>
    public void Check(string path, Artefact artefact, RuleSetDefinition set)
    {
        _known.Add(artefact.Key);
        var before = current.Decisions.RuleSet(artefact.Key)?.Index;
        var index = before?.With(set) ?? RuleIndex.Compile(set, [.. set.Tests.Select(t => t.Document)]);
        _new.Add(new PublishedRuleSet(artefact.Hash, index));
        _toCheck.Add((path, set));
        var trial = RuleTrial.Try(index);
        problems.AddRange(trial.Failed.Select(f => new Problem($"{path}#/tests/{f.Index}", "release.rule-test", f.Message)));
        if (trial.Failed.Count > 0)
        {
            return;
        }

        var places = set.Rules.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.Ordinal);
        var findings = RuleChecks.Check(set, RuleChanges.Of(before?.Definition, set)).Findings.OrderBy(f => f.Kind == RuleFindingKind.NotDecided).ToList();
        warnings.AddRange(findings.Take(MostFindings).Select(f => new Problem(
            $"{path}#/rules/{places[f.Rule.Id]}", f.Kind == RuleFindingKind.NotDecided ? "release.rule-not-decided" : "release.rule-finding", f.Message)));
        if (findings.Count > MostFindings)
        {
            warnings.Add(new Problem(path, "release.rule-findings", WorkTexts.Of("release.rule-findings", findings.Count - MostFindings)));
        }
    }

    /// <summary>Codes that no dictionary knows.</summary>
    public void CheckCodes(ReleaseDictionaries dictionaries) => _toCheck.ForEach(s => CheckCodes(s.Path, s.Set, dictionaries));

    /// <summary>What processes name must be there.</summary>
    public void CheckReferences(IEnumerable<CompiledWorkflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            foreach (var (path, ruleSet) in DecisionReference.RuleSetsOf(workflow).Where(r => !_known.Contains(r.RuleSet)))
            {
                Add($"{ArtefactKind.Workflow}/{workflow.DefinitionId}#{path}", "release.unknown-rule-set", ruleSet, Names(_known));
            }
        }
    }

    // The built-in document names dictionaries that a tenant need not have.
    private void CheckCodes(string path, RuleSetDefinition set, ReleaseDictionaries dictionaries)
    {
        foreach (var field in set.Document == DocumentSchema.Customs ? [] : set.Document.Fields.Concat(set.Document.LineFields))
        {
            if (field.Dictionary is { } id && dictionaries.Find(id) is null)
            {
                Add($"{path}#/document", "release.unknown-dictionary", id, Names(dictionaries.Ids));
            }
        }

        var unknown = UnknownCode.Of(set, dictionaries.Find).ToList();
        warnings.AddRange(unknown.Take(MostFindings).Select(c => new Problem(
            $"{path}#{c.Path}", "release.unknown-code", c.Message)));
        if (unknown.Count > MostFindings)
        {
            warnings.Add(new Problem(path, "release.unknown-codes", WorkTexts.Of("release.unknown-codes", unknown.Count - MostFindings)));
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private void Add(string path, string code, params object?[] values) => problems.Add(new Problem(path, code, WorkTexts.Of(code, values)));
}
