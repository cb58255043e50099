using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Rules.Values;

namespace LowCode.Rules.Explanations;

/// <summary>
/// Judges a document condition by condition, straight from the declared rules and without an index, and keeps what it saw. Slow beside the
/// index, for the few rules that somebody asks about.
/// </summary>
internal sealed class Explainer(RuleSetDefinition set, DocumentView document, ExplanationBudget budget)
{
    private readonly ListSets _lists = new(set.Lists);

    public RuleReason Explain(RuleDefinition rule)
    {
        var reason = Explain(rule.When);
        var (from, to) = set.DaysOf(rule);
        var isInForce = document.Header(set.Document.Date)?.GetString() is { } text
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= from && date <= to;
        return new RuleReason(rule, isInForce && reason.Holds, isInForce, reason);
    }

    private ConditionReason Explain(RuleCondition condition)
    {
        switch (condition)
        {
            case RuleCondition.All all:
                return Composed("all", all.Conditions, isAll: true);
            case RuleCondition.Any any:
                return Composed("any", any.Conditions, isAll: false);
            case RuleCondition.Not not:
                var inner = Explain(not.Condition);
                return new ConditionReason("not", !inner.Holds, null, [inner]);
            case RuleCondition.Field field:
                var value = document.Header(field.Test.Field);
                return Leaf(condition, Holds(field.Test, value), Text(value));
            case RuleCondition.AnyLine line:
                return ExplainLines(line);
            case RuleCondition.Aggregate aggregate:
                return ExplainAggregate(aggregate);
            case RuleCondition.RelativeDifference d:
                return ExplainNumbers(condition, d.A, d.B, (a, b) => Compare(d.Comparison, Math.Abs(a - b), d.Share * b));
            case RuleCondition.Ratio r:
                return ExplainNumbers(condition, r.A, r.B, (a, b) => Compare(r.Comparison, a, r.Share * b));
            case RuleCondition.FieldsDiffer differ:
                return ExplainPair(condition, differ.A, differ.B, (a, b) => !JsonElement.DeepEquals(a, b));
            case RuleCondition.MissingIn missing:
                return ExplainPair(condition, missing.A, missing.B, (a, b) => !Texts(a).IsSubsetOf(Texts(b)));
            default:
                throw new ArgumentException($"Expected a condition, but got {condition}.", nameof(condition));
        }
    }

    private ConditionReason Composed(string word, IReadOnlyList<RuleCondition> conditions, bool isAll)
    {
        var (parts, leftOut, holding) = (new List<ConditionReason>(), 0, 0);
        foreach (var condition in conditions)
        {
            var part = Explain(condition);
            holding += part.Holds ? 1 : 0;
            if (budget.TryTake(part))
            {
                parts.Add(part);
            }
            else
            {
                leftOut++;
            }
        }

        return new ConditionReason(word, isAll ? holding == conditions.Count : holding > 0, null, parts) { LeftOut = leftOut };
    }

    // The first line that satisfies all tests, or the first of those that come nearest; only that one is told.
    private ConditionReason ExplainLines(RuleCondition.AnyLine condition)
    {
        var (nearest, most) = (-1, -1);
        for (var index = 0; index < document.Lines.Count && most < condition.Tests.Count; index++)
        {
            var line = document.Lines[index];
            var holding = condition.Tests.Count(t => Holds(t, DocumentView.Line(line, t.Field)));
            budget.Look(condition.Tests.Count);
            (nearest, most) = holding > most ? (index, holding) : (nearest, most);
        }

        if (nearest < 0)
        {
            return new ConditionReason("anyLine", false, null, []);
        }

        var told = condition.Tests.Select(t => ExplainTest(t, document.Lines[nearest])).Where(budget.TryTake).ToList();
        return new ConditionReason("anyLine", most == condition.Tests.Count, (nearest + 1).ToString(CultureInfo.InvariantCulture), told)
        {
            LeftOut = condition.Tests.Count - told.Count,
        };
    }

    private ConditionReason ExplainTest(ValueTest test, JsonElement line)
    {
        var value = DocumentView.Line(line, test.Field);
        return Leaf(new RuleCondition.Field(test), Holds(test, value), Text(value));
    }

    private ConditionReason ExplainAggregate(RuleCondition.Aggregate aggregate)
    {
        budget.Look((long)document.Lines.Count * (aggregate.Where.Count + 1));
        var taken = document.Lines.Where(l => aggregate.Where.All(t => Holds(t, DocumentView.Line(l, t.Field)))).ToList();
        var values = taken.Select(l => DocumentView.Line(l, aggregate.Of)).OfType<JsonElement>().ToList();
        decimal? computed = aggregate.Function switch
        {
            AggregateFunction.Count => taken.Count,
            AggregateFunction.Sum => values.Sum(v => v.GetDecimal()),
            AggregateFunction.Distinct => values.Select(v => v.ValueKind == JsonValueKind.Number ? (object)v.GetDecimal() : v.ToString()).Distinct().Count(),
            AggregateFunction.Max => values.Count == 0 ? null : values.Max(v => v.GetDecimal()),
            _ => values.Count == 0 ? null : values.Min(v => v.GetDecimal()),
        };
        return Leaf(aggregate, computed is { } value && Compare(aggregate.Comparison, value, aggregate.Value), computed?.ToString(CultureInfo.InvariantCulture));
    }

    private ConditionReason ExplainNumbers(RuleCondition condition, string first, string second, Func<decimal, decimal, bool> holds) =>
        ExplainPair(condition, first, second, (a, b) => holds(a.GetDecimal(), b.GetDecimal()));

    private ConditionReason ExplainPair(RuleCondition condition, string first, string second, Func<JsonElement, JsonElement, bool> holds)
    {
        var (a, b) = (document.Header(first), document.Header(second));
        return Leaf(condition, a is { } left && b is { } right && holds(left, right), $"{Text(a)}, {Text(b)}");
    }

    private bool Holds(ValueTest test, JsonElement? value)
    {
        if (test.Operator == TestOperator.IsNull || value is not { } came)
        {
            return test.Operator == TestOperator.IsNull && value is null;
        }

        if (test.Operator == TestOperator.NotNull)
        {
            return true;
        }

        return came.ValueKind == JsonValueKind.String && test.Operands[0].Kind == FieldKind.Text
            ? TextTests.Holds(test, came.GetString()!, _lists)
            : NumberTests.Holds(test, NumberOf(came));
    }

    private static decimal NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => decimal.Parse(value.GetString()!.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
    };

    private static bool Compare(Comparison comparison, decimal left, decimal right) => comparison switch
    {
        Comparison.Lt => left < right,
        Comparison.Le => left <= right,
        Comparison.Gt => left > right,
        _ => left >= right,
    };

    private static HashSet<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    private static ConditionReason Leaf(RuleCondition condition, bool holds, string? value) => new(ShownCondition.Of(condition), holds, value, []);

    private static string Text(JsonElement? value) => value is { } there ? ExplanationBudget.Cut(there.GetRawText()) : "null";
}
