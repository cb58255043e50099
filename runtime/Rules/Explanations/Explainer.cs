using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Rules.Values;

namespace LowCode.Rules.Explanations;

/// <summary>
/// Judges a document condition by condition, straight from the declared rules and without an index, and keeps what it saw. Slow beside the
/// index, for the few rules that somebody asks about.
/// </summary>
internal sealed class Explainer(RuleSetDefinition set, DocumentView document)
{
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
                var required = all.Conditions.Select(Explain).ToList();
                return new ConditionReason("all", required.TrueForAll(p => p.Holds), null, required);
            case RuleCondition.Any any:
                var possible = any.Conditions.Select(Explain).ToList();
                return new ConditionReason("any", possible.Exists(p => p.Holds), null, possible);
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
                return ExplainPair(condition, missing.A, missing.B, (a, b) => a.EnumerateArray().Any(x => !b.EnumerateArray().Any(y => JsonElement.DeepEquals(x, y))));
            default:
                throw new ArgumentException($"Expected a condition, but got {condition}.", nameof(condition));
        }
    }

    private ConditionReason ExplainLines(RuleCondition.AnyLine condition)
    {
        var lines = document.Lines.Select((line, index) => (Index: index, Parts: condition.Tests.Select(t => ExplainTest(t, line)).ToList())).ToList();
        if (lines.Count == 0)
        {
            return new ConditionReason("anyLine", false, null, []);
        }

        var (index, parts) = lines.MaxBy(l => l.Parts.Count(p => p.Holds));
        return new ConditionReason("anyLine", parts.TrueForAll(p => p.Holds), (index + 1).ToString(CultureInfo.InvariantCulture), parts);
    }

    private ConditionReason ExplainTest(ValueTest test, JsonElement line)
    {
        var value = DocumentView.Line(line, test.Field);
        return Leaf(new RuleCondition.Field(test), Holds(test, value), Text(value));
    }

    private ConditionReason ExplainAggregate(RuleCondition.Aggregate aggregate)
    {
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
            ? TextTests.Holds(test, came.GetString()!, set.Lists)
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

    private static ConditionReason Leaf(RuleCondition condition, bool holds, string? value) => new(RuleSetJson.Text(condition), holds, value, []);

    private static string Text(JsonElement? value) => value?.GetRawText() ?? "null";
}
