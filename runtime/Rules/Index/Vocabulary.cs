using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>Every text that the rules ask for, by field and by how they ask: what the texts of a document are looked up in.</summary>
internal sealed class Vocabulary
{
    /// <summary>So many forgotten texts are no burden, however few are asked for.</summary>
    private const int MostForgotten = 1_000;

    private readonly DocumentLayout _layout;

    /// <param name="before">Its texts keep their numbers, so that what was compiled with them holds; null: numbered anew.</param>
    public Vocabulary(RuleSetDefinition set, DocumentLayout layout, Vocabulary? before)
    {
        _layout = layout;
        Header = [.. layout.Schema.Fields.Select((_, slot) => new SlotVocabulary(before?.Header[slot]))];
        Line = [.. layout.Schema.LineFields.Select((_, slot) => new SlotVocabulary(before?.Line[slot]))];
        Lists = new Numbering(before?.Lists);
        foreach (var rule in set.Rules)
        {
            Add(rule.When);
        }
    }

    public SlotVocabulary[] Header { get; }

    public SlotVocabulary[] Line { get; }

    /// <summary>Numbers that aggregates over all lines are compared with.</summary>
    public Dictionary<(AggregateFunction Function, string Of), HashSet<decimal>> Totals { get; } = [];

    /// <summary>The lists that some rule names.</summary>
    public Numbering Lists { get; }

    /// <summary>Most of it is texts that no rule asks for any more: looking them up costs and gives nothing.</summary>
    public bool IsWornOut
    {
        get
        {
            Numbering[] all = [Lists, .. Header.Concat(Line).SelectMany(s => s.All)];
            return all.Sum(n => n.Count) > MostForgotten + (2 * all.Sum(n => n.AskedCount));
        }
    }

    private void Add(RuleCondition condition)
    {
        switch (condition)
        {
            case RuleCondition.All all:
                AddAll(all.Conditions);
                break;
            case RuleCondition.Any any:
                AddAll(any.Conditions);
                break;
            case RuleCondition.Not not:
                Add(not.Condition);
                break;
            case RuleCondition.Field field:
                Add(field.Test, Header[_layout.HeaderSlot(field.Test.Field)]);
                break;
            case RuleCondition.AnyLine line:
                AddLine(line.Tests);
                break;
            case RuleCondition.Aggregate aggregate:
                AddLine(aggregate.Where);
                AddTotal(aggregate);
                break;
        }
    }

    private void AddTotal(RuleCondition.Aggregate aggregate)
    {
        if (!Totals.TryGetValue((aggregate.Function, aggregate.Of), out var numbers))
        {
            Totals.Add((aggregate.Function, aggregate.Of), numbers = []);
        }

        numbers.Add(aggregate.Value);
    }

    private void AddAll(IReadOnlyList<RuleCondition> conditions)
    {
        foreach (var condition in conditions)
        {
            Add(condition);
        }
    }

    private void AddLine(IReadOnlyList<ValueTest> tests)
    {
        foreach (var test in tests)
        {
            Add(test, Line[_layout.LineSlot(test.Field)]);
        }
    }

    private void Add(ValueTest test, SlotVocabulary slot)
    {
        switch (test.Operator)
        {
            case TestOperator.InList:
                Lists.Add(test.Operands[0].Text);
                slot.UsesLists = true;
                break;
            case TestOperator.Prefix or TestOperator.NotPrefix:
                AddTexts(test, slot.Prefixes);
                break;
            case TestOperator.ContainsAny:
                AddTexts(test, slot.Keywords);
                break;
            case TestOperator.Eq or TestOperator.Ne or TestOperator.In or TestOperator.NotIn when test.Operands[0].Kind == FieldKind.Text:
                AddTexts(test, slot.Exact);
                break;
            default:
                slot.Numbers.UnionWith(test.Operands.Select(o => o.Number));
                break;
        }
    }

    private static void AddTexts(ValueTest test, Numbering texts)
    {
        foreach (var operand in test.Operands)
        {
            texts.Add(operand.Text);
        }
    }
}

/// <summary>The texts that rules ask of one field.</summary>
internal sealed class SlotVocabulary(SlotVocabulary? before)
{
    public Numbering Exact { get; } = new(before?.Exact);

    public Numbering Prefixes { get; } = new(before?.Prefixes);

    public Numbering Keywords { get; } = new(before?.Keywords);

    /// <summary>Numbers that the field is compared with.</summary>
    public HashSet<decimal> Numbers { get; } = [];

    public IEnumerable<Numbering> All => [Exact, Prefixes, Keywords];

    public bool UsesLists { get; set; } = before is { UsesLists: true };

    public bool IsEmpty => !UsesLists && Exact.Count + Prefixes.Count + Keywords.Count == 0;
}
