using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>Tells whether some document satisfies a rule: field by field where fields stand alone, by trying where they are compared with each other.</summary>
internal sealed class Satisfiability(RuleSetDefinition set, FieldPoints points)
{
    private readonly ComparedFields _compared = new(points);

    public Answer CanHold(RuleDefinition rule)
    {
        if (Branch.Of(rule.When) is not { } branches)
        {
            return Answer.Unknown;
        }

        var best = Answer.No;
        foreach (var branch in branches)
        {
            best = CanHold(branch, rule) is var answer && answer > best ? answer : best;
            if (best == Answer.Yes)
            {
                break;
            }
        }

        return best;
    }

    private Answer CanHold(Branch branch, RuleDefinition rule)
    {
        var (from, to) = set.DaysOf(rule);
        var literals = branch.Leaves.Where(l => l.Condition is RuleCondition.Field)
            .Select(l => new Literal(((RuleCondition.Field)l.Condition).Test, l.IsNegated))
            .Append(new Literal(new ValueTest(set.Document.Date, TestOperator.Between, [RuleValue.Of(from), RuleValue.Of(to)]), false))
            .ToLookup(l => l.Test.Field, StringComparer.Ordinal);
        var answer = literals.Select(l => points.CanHold(set.Document.Field(l.Key)!, [.. l])).Min();
        var comparisons = branch.Leaves.Where(l => ComparedFields.IsComparison(l.Condition)).ToList();
        if (answer != Answer.No && comparisons.Count > 0)
        {
            answer = Least(answer, _compared.CanHold(comparisons, literals, set.Document));
        }

        return Least(answer, CanHaveLines(branch));
    }

    // Lines can be added freely, each for one condition, unless something limits them from above.
    private Answer CanHaveLines(Branch branch)
    {
        var (answer, needsLines, isLimited) = (Answer.Yes, false, false);
        foreach (var (condition, isNegated) in branch.Leaves)
        {
            switch (condition)
            {
                case RuleCondition.AnyLine line when isNegated:
                    isLimited |= CanBeLine(line.Tests) != Answer.No;
                    break;
                case RuleCondition.AnyLine line:
                    needsLines = true;
                    answer = Least(answer, CanBeLine(line.Tests));
                    break;
                case RuleCondition.Aggregate aggregate:
                    var isFromBelow = aggregate.Comparison is Comparison.Gt or Comparison.Ge != isNegated;
                    if (HoldsWithoutLines(aggregate) != isNegated)
                    {
                        isLimited |= !isFromBelow;
                    }
                    else
                    {
                        needsLines = true;
                        isLimited |= !isFromBelow;
                        answer = Least(answer, CanBeReached(aggregate));
                    }

                    break;
            }
        }

        return needsLines && isLimited ? Least(answer, Answer.Unknown) : answer;
    }

    private Answer CanBeReached(RuleCondition.Aggregate aggregate)
    {
        var isTested = aggregate.Function != AggregateFunction.Count && aggregate.Where.Any(t => t.Field == aggregate.Of);
        return Least(CanBeLine(aggregate.Where), isTested ? Answer.Unknown : Answer.Yes);
    }

    private static bool HoldsWithoutLines(RuleCondition.Aggregate aggregate) =>
        aggregate.Function is not (AggregateFunction.Max or AggregateFunction.Min) && aggregate.Comparison switch
        {
            Comparison.Lt => 0 < aggregate.Value,
            Comparison.Le => 0 <= aggregate.Value,
            Comparison.Gt => 0 > aggregate.Value,
            _ => 0 >= aggregate.Value,
        };

    private Answer CanBeLine(IReadOnlyList<ValueTest> tests) => tests
        .GroupBy(t => t.Field, StringComparer.Ordinal)
        .Select(field => points.CanHold(set.Document.LineField(field.Key)!, [.. field.Select(t => new Literal(t, false))]))
        .DefaultIfEmpty(Answer.Yes)
        .Min();

    private static Answer Least(Answer a, Answer b) => a < b ? a : b;
}
