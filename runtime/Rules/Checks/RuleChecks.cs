using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>What is to be looked at before a rule set is published: rules that can never hold, that say the same, that contradict or contain one another.</summary>
public static class RuleChecks
{
    public static RuleReport Check(RuleSetDefinition set) => Check(set, _ => true);

    /// <summary>What concerns some of the rules: comparing all of thousands with each other takes seconds.</summary>
    /// <param name="isAsked">By id; others are only compared with these.</param>
    public static RuleReport Check(RuleSetDefinition set, Func<string, bool> isAsked)
    {
        var points = new FieldPoints(set);
        var satisfiability = new Satisfiability(set, points);
        var findings = new List<RuleFinding>();
        var possible = new List<Conjuncts>();
        var notDecided = 0;
        foreach (var rule in set.Rules)
        {
            var answer = isAsked(rule.Id) ? satisfiability.CanHold(rule) : Answer.Yes;
            if (answer == Answer.No)
            {
                findings.Add(new RuleFinding(RuleFindingKind.NeverHolds, rule, null, CheckTexts.Of("rule.never-holds", rule.Id)));
                continue;
            }

            if (answer == Answer.Unknown)
            {
                notDecided++;
                findings.Add(new RuleFinding(RuleFindingKind.NotDecided, rule, null, CheckTexts.Of("rule.not-decided", rule.Id)));
            }

            possible.Add(Conjuncts.Of(rule));
        }

        var distinct = AddEqual(possible, isAsked, findings);
        AddSubsumed(distinct, isAsked, new Implication(set.Document, points), findings);
        return new RuleReport(findings, set.Rules.Count == 0 ? 0 : (double)notDecided / set.Rules.Count);
    }

    // Returns the first of each kind of equal rules, and those that contradict it.
    private static List<Conjuncts> AddEqual(List<Conjuncts> rules, Func<string, bool> isAsked, List<RuleFinding> findings)
    {
        var distinct = new List<Conjuncts>();
        foreach (var equal in rules.GroupBy(r => (r.Text, r.Rule.ValidFrom, r.Rule.ValidTo)))
        {
            var first = equal.First();
            distinct.Add(first);
            foreach (var other in equal.Skip(1).Where(o => isAsked(o.Rule.Id) || isAsked(first.Rule.Id)))
            {
                var isSame = other.Rule.Action == first.Rule.Action;
                findings.Add(new RuleFinding(
                    isSame ? RuleFindingKind.Duplicate : RuleFindingKind.Contradiction,
                    other.Rule,
                    first.Rule,
                    CheckTexts.Of(isSame ? "rule.duplicate" : "rule.contradiction", other.Rule.Id, first.Rule.Id)));
            }
        }

        return distinct;
    }

    private static void AddSubsumed(List<Conjuncts> rules, Func<string, bool> isAsked, Implication implication, List<RuleFinding> findings)
    {
        var asked = rules.FindAll(r => isAsked(r.Rule.Id));
        foreach (var rule in rules)
        {
            var wider = (isAsked(rule.Rule.Id) ? rules : asked).Find(other => other != rule
                && (other.Subjects & ~rule.Subjects) == 0
                && other.Rule.Action >= rule.Rule.Action
                && other.Rule.ValidFrom <= rule.Rule.ValidFrom
                && other.Rule.ValidTo >= rule.Rule.ValidTo
                && implication.Holds(rule, other));
            if (wider is not null)
            {
                findings.Add(new RuleFinding(RuleFindingKind.Subsumed, rule.Rule, wider.Rule, CheckTexts.Of("rule.subsumed", rule.Rule.Id, wider.Rule.Id)));
            }
        }
    }
}
