using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Reads one rule of a set.</summary>
internal sealed class RuleReader(DocumentSchema schema, IReadOnlySet<string> lists, ProblemList problems)
{
    /// <summary>So that those of all rules of a set can be added.</summary>
    private const int MostScore = 10_000;

    private readonly ConditionReader _conditions = new(schema, new TestReader(schema, lists, problems), problems);

    public RuleDefinition Read(ObjectReader rule)
    {
        var (from, to) = RuleDate.ReadDays(rule, problems);
        var id = rule.Text("id");
        return new RuleDefinition(
            id,
            rule.OptionalText("kind") ?? "",
            rule.OptionalText("name") ?? id,
            rule.OptionalInteger("priority") ?? 0,
            Score(rule),
            Action(rule),
            from,
            to,
            rule.Borrowed("when") is { } when ? _conditions.Read(when, rule.PathOf("when")) : new RuleCondition.All([]))
        {
            Basis = rule.OptionalText("basis"),
            Owner = rule.OptionalText("owner"),
        };
    }

    private int Score(ObjectReader rule)
    {
        var score = rule.OptionalInteger("score") ?? 0;
        if (Math.Abs((long)score) > MostScore)
        {
            problems.Add(RuleProblem.Of(rule.PathOf("score"), "rule.range", MostScore + 1, score));
        }

        return score;
    }

    private RuleAction Action(ObjectReader rule)
    {
        var word = rule.Text("action");
        if (RuleActionWords.TryRead(word, out var action) || word.Length == 0)
        {
            return action;
        }

        problems.Add(rule.PathOf("action"), "document.unknown-word", RuleActionWords.All, word);
        return default;
    }
}
