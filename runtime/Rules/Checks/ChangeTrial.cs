using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>A change that can be published as far as its set can tell.</summary>
/// <param name="Findings">What somebody should look at before: the rule contradicts, repeats or never holds.</param>
public sealed record TriedChange(ChangedRules Changed, IReadOnlyList<string> Findings);

/// <summary>Tries a drafted change on the set that is published: it must read, compile and pass the stored tests.</summary>
public static class ChangeTrial
{
    /// <summary>The set is not the one any more that the change was made on.</summary>
    public static Problem Stale(string ruleSet) => new("/hash", "change.stale", CheckTexts.Of("change.stale", ruleSet));

    public static Parsed<TriedChange> Try(RuleIndex published, DraftedChange change)
    {
        var applied = change.ApplyTo(published.Definition);
        if (applied.Value is not { } changed)
        {
            return Parsed<TriedChange>.Failed(applied.Problems);
        }

        var trial = RuleTrial.Try(published.With(changed.Set));
        return trial.Failed.Count > 0
            ? Parsed<TriedChange>.Failed([.. trial.Failed.Select(f => new Problem("/text", "change.test", f.Message))])
            : Parsed<TriedChange>.Of(new TriedChange(
                changed, [.. RuleChecks.Check(changed.Set, RuleChanges.Of(published.Definition, changed.Set)).Findings.Select(f => f.Message)]));
    }
}
