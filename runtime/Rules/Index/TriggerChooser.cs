using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>
/// Finds, for a condition, keys of which at least one must be found in a document for which it holds: the rule hangs on them and is not
/// looked at otherwise. Of several ways the one that is met most seldom.
/// </summary>
internal sealed class TriggerChooser(DocumentLayout layout, Vocabulary vocabulary, KeyFrequencies frequencies)
{
    /// <summary>Null where the condition can hold without any key.</summary>
    public Trigger? Of(RuleCondition condition) => condition switch
    {
        RuleCondition.Field field => OfTest(field.Test, isLine: false, rest: null, isSatisfied: true),
        RuleCondition.AnyLine line => OfLine(line.Tests, isSatisfied: true),
        RuleCondition.Aggregate aggregate when NeedsALine(aggregate) => OfLine(aggregate.Where, isSatisfied: false) is { } trigger
            ? new Trigger([.. trigger.Leads.Select(l => l with { Rest = null })], trigger.Cost)
            : null,
        RuleCondition.Any any => OfAny(any),
        RuleCondition.All all => Cheapest(all.Conditions.Select(Of)) is { } trigger
            ? new Trigger([.. trigger.Leads.Select(l => l with { IsSatisfied = false })], trigger.Cost)
            : null,
        _ => null,
    };

    private Trigger? OfAny(RuleCondition.Any any)
    {
        var leads = new List<Lead>();
        var cost = 0.0;
        foreach (var condition in any.Conditions)
        {
            if (Of(condition) is not { } trigger)
            {
                return null;
            }

            leads.AddRange(trigger.Leads);
            cost += trigger.Cost;
        }

        return new Trigger(leads, cost);
    }

    private Trigger? OfLine(IReadOnlyList<ValueTest> tests, bool isSatisfied) =>
        Cheapest(tests.Select(test => OfTest(test, isLine: true, [.. tests.Where(t => t != test)], isSatisfied)));

    private Trigger? OfTest(ValueTest test, bool isLine, IReadOnlyList<ValueTest>? rest, bool isSatisfied)
    {
        var slot = isLine ? layout.LineSlot(test.Field) : layout.HeaderSlot(test.Field);
        var texts = isLine ? vocabulary.Line[slot] : vocabulary.Header[slot];
        var (kind, numbers) = test.Operator switch
        {
            TestOperator.Eq or TestOperator.In when test.Operands[0].Kind == FieldKind.Text => (KeyKind.Exact, texts.Exact),
            TestOperator.Prefix => (KeyKind.Prefix, texts.Prefixes),
            TestOperator.ContainsAny => (KeyKind.Keyword, texts.Keywords),
            TestOperator.InList => (KeyKind.List, vocabulary.Lists),
            _ => (default, null),
        };
        if (numbers is null)
        {
            return null;
        }

        var keys = test.Operands.Select(o => new RuleKey(isLine, slot, kind, numbers[o.Text])).Distinct().ToList();
        return new Trigger([.. keys.Select(k => new Lead(k, rest, isSatisfied))], keys.Sum(frequencies.Of));
    }

    private static Trigger? Cheapest(IEnumerable<Trigger?> triggers) => triggers.OfType<Trigger>().MinBy(t => t.Cost);

    // A sum or count of nothing is 0, a maximum of nothing is absent.
    private static bool NeedsALine(RuleCondition.Aggregate aggregate) =>
        aggregate.Function is AggregateFunction.Max or AggregateFunction.Min
        || (aggregate.Comparison == Comparison.Gt && aggregate.Value >= 0)
        || (aggregate.Comparison == Comparison.Ge && aggregate.Value > 0);
}

/// <param name="Cost">How often one of its keys is found in a document.</param>
internal sealed record Trigger(IReadOnlyList<Lead> Leads, double Cost);

/// <param name="Rest">The other tests of the line in which the key was found; null: it says nothing about one line.</param>
/// <param name="IsSatisfied">With the key and the rest the condition holds; otherwise it must still be asked.</param>
internal sealed record Lead(RuleKey Key, IReadOnlyList<ValueTest>? Rest, bool IsSatisfied);
