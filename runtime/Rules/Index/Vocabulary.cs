using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>Every text that the rules ask for, by field and by how they ask: what the texts of a document are looked up in.</summary>
internal sealed class Vocabulary
{
    private readonly DocumentLayout _layout;

    public Vocabulary(RuleSetDefinition set, DocumentLayout layout)
    {
        _layout = layout;
        Header = [.. layout.Schema.Fields.Select(_ => new SlotVocabulary())];
        Line = [.. layout.Schema.LineFields.Select(_ => new SlotVocabulary())];
        foreach (var rule in set.Rules)
        {
            Add(rule.When);
        }
    }

    public SlotVocabulary[] Header { get; }

    public SlotVocabulary[] Line { get; }

    /// <summary>The lists that some rule names.</summary>
    public Numbering Lists { get; } = new();

    /// <summary>All texts have the numbers that they have there.</summary>
    public bool IsSame(Vocabulary other) =>
        Lists.IsSame(other.Lists)
        && Header.Zip(other.Header).All(s => s.First.IsSame(s.Second))
        && Line.Zip(other.Line).All(s => s.First.IsSame(s.Second));

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
                break;
        }
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
internal sealed class SlotVocabulary
{
    public Numbering Exact { get; } = new();

    public Numbering Prefixes { get; } = new();

    public Numbering Keywords { get; } = new();

    public bool UsesLists { get; set; }

    public bool IsSame(SlotVocabulary other) =>
        UsesLists == other.UsesLists && Exact.IsSame(other.Exact) && Prefixes.IsSame(other.Prefixes) && Keywords.IsSame(other.Keywords);

    public bool IsEmpty => !UsesLists && Exact.Count + Prefixes.Count + Keywords.Count == 0;
}
