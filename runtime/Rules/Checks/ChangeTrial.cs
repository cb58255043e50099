using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>A change that can be published as far as its set can tell.</summary>
/// <param name="Findings">What somebody should look at before: the rule contradicts, repeats or never holds, or asks for codes that no dictionary knows.</param>
public sealed record TriedChange(ChangedRules Changed, IReadOnlyList<string> Findings);

/// <summary>Tries a drafted change on the set that is published: it must read, compile and pass the stored tests.</summary>
public static class ChangeTrial
{
    private const int MostCodes = 50;

    /// <summary>The set is not the one any more that the change was made on.</summary>
    public static Problem Stale(string ruleSet) => new("/hash", "change.stale", CheckTexts.Of("change.stale", ruleSet));

    /// <param name="dictionary">A published dictionary by its id; null: there is none of that id.</param>
    public static Parsed<TriedChange> Try(RuleIndex published, DraftedChange change, Func<string, DictionaryDefinition?> dictionary)
    {
        var applied = change.ApplyTo(published.Definition);
        if (applied.Value is not { } changed)
        {
            return Parsed<TriedChange>.Failed(applied.Problems);
        }

        var trial = RuleTrial.Try(published.With(changed.Set));
        return trial.Failed.Count > 0
            ? Parsed<TriedChange>.Failed([.. trial.Failed.Select(f => new Problem("/text", "change.test", f.Message))])
            : Parsed<TriedChange>.Of(new TriedChange(changed, Findings(published.Definition, changed.Set, dictionary)));
    }

    private static IReadOnlyList<string> Findings(RuleSetDefinition before, RuleSetDefinition after, Func<string, DictionaryDefinition?> dictionary)
    {
        // Of the same code at the same field nothing is new, wherever the rules stand by now.
        var known = UnknownCode.Of(before, dictionary).Select(c => c with { Path = "" }).ToHashSet();
        var unknown = UnknownCode.Of(after, dictionary).Select(c => c with { Path = "" }).Where(known.Add).ToList();
        return
        [
            .. RuleChecks.Check(after, RuleChanges.Of(before, after)).Findings.Select(f => f.Message),
            .. unknown.Take(MostCodes).Select(c => c.Message),
            .. unknown.Count > MostCodes ? [CheckTexts.Of("rule.unknown-codes", unknown.Count - MostCodes)] : Array.Empty<string>(),
        ];
    }
}
