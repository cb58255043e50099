using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Reads one rule of a set.</summary>
internal sealed class RuleReader(DocumentSchema schema, IReadOnlySet<string> lists, ProblemList problems)
{
    private readonly ConditionReader _conditions = new(schema, new TestReader(schema, lists, problems), problems);

    public RuleDefinition Read(ObjectReader rule)
    {
        var (from, to) = (Day(rule, "validFrom", DateOnly.MinValue), Day(rule, "validTo", DateOnly.MaxValue));
        if (from > to)
        {
            problems.Add(RuleProblem.Of(rule.PathOf("validFrom"), "rule.validity", RuleDate.Text(from), RuleDate.Text(to)));
        }

        var id = rule.Text("id");
        return new RuleDefinition(
            id,
            rule.OptionalText("kind") ?? "",
            rule.OptionalText("name") ?? id,
            rule.OptionalInteger("priority") ?? 0,
            rule.OptionalInteger("score") ?? 0,
            Action(rule),
            from,
            to,
            rule.Borrowed("when") is { } when ? _conditions.Read(when, rule.PathOf("when")) : new RuleCondition.All([]))
        {
            Basis = rule.OptionalText("basis"),
            Owner = rule.OptionalText("owner"),
        };
    }

    private DateOnly Day(ObjectReader rule, string member, DateOnly byDefault)
    {
        var text = rule.OptionalText(member);
        if (text is null)
        {
            return byDefault;
        }

        if (RuleDate.TryRead(text, out var day))
        {
            return day;
        }

        problems.Add(RuleProblem.Of(rule.PathOf(member), "rule.date", text));
        return byDefault;
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
