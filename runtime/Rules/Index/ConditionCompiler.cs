using LowCode.Definitions.Rules;
using LowCode.Rules.Conditions;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>Turns conditions as they are declared into what can be asked of a document's cells.</summary>
internal sealed class ConditionCompiler(DocumentLayout layout, Vocabulary vocabulary)
{
    public CompiledCondition Compile(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => new CompiledCondition.All([.. all.Conditions.Select(Compile)]),
        RuleCondition.Any any => new CompiledCondition.Any([.. any.Conditions.Select(Compile)]),
        RuleCondition.Not not => new CompiledCondition.Not(Compile(not.Condition)),
        RuleCondition.Field field => new CompiledCondition.Header(Header(field.Test)),
        RuleCondition.RelativeDifference d => new CompiledCondition.Share(Slot(d.A), Slot(d.B), d.Comparison, ScaledNumber.Of(d.Share), isDifference: true),
        RuleCondition.Ratio r => new CompiledCondition.Share(Slot(r.A), Slot(r.B), r.Comparison, ScaledNumber.Of(r.Share), isDifference: false),
        RuleCondition.FieldsDiffer differ => Differ(differ),
        RuleCondition.MissingIn missing => new CompiledCondition.MissingIn(Slot(missing.A), Slot(missing.B)),
        RuleCondition.AnyLine line => new CompiledCondition.AnyLine(Line(line.Tests)),
        RuleCondition.Aggregate aggregate => new CompiledCondition.Aggregate(Aggregate(aggregate), aggregate.Comparison, ScaledNumber.Of(aggregate.Value)),
        _ => throw new ArgumentException($"Expected a condition, but got {condition}.", nameof(condition)),
    };

    public CompiledTest[] Line(IEnumerable<ValueTest> tests) => [.. tests.Select(Line).OrderBy(Cost)];

    public LineAggregate Aggregate(RuleCondition.Aggregate aggregate)
    {
        var field = layout.Schema.LineField(aggregate.Of)!;
        return new LineAggregate(aggregate.Function, layout.LineSlot(aggregate.Of), field.Kind == FieldKind.Text, Line(aggregate.Where));
    }

    private CompiledTest Header(ValueTest test)
    {
        var slot = Slot(test.Field);
        return Test(test, slot, vocabulary.Header[slot]);
    }

    private CompiledTest Line(ValueTest test)
    {
        var slot = layout.LineSlot(test.Field);
        return Test(test, slot, vocabulary.Line[slot]);
    }

    private CompiledTest Test(ValueTest test, int slot, SlotVocabulary texts)
    {
        var isNegated = test.Operator is TestOperator.Ne or TestOperator.NotIn or TestOperator.NotPrefix;
        return test.Operator switch
        {
            TestOperator.IsNull or TestOperator.NotNull => new CompiledTest.Null(slot, test.Operator == TestOperator.IsNull),
            TestOperator.Prefix or TestOperator.NotPrefix =>
                new CompiledTest.Prefix(slot, Numbers(test, texts.Prefixes), isNegated),
            TestOperator.ContainsAny => new CompiledTest.Keyword(slot, Numbers(test, texts.Keywords)),
            TestOperator.InList => new CompiledTest.InList(slot, vocabulary.Lists[test.Operands[0].Text]),
            _ when test.Operands[0].Kind == FieldKind.Text => new CompiledTest.Exact(slot, Bits(Numbers(test, texts.Exact), texts.Exact.Count), isNegated),
            _ => NumberTest(test, slot, isNegated),
        };
    }

    private static CompiledTest NumberTest(ValueTest test, int slot, bool isNegated)
    {
        var values = test.Operands.Select(o => ScaledNumber.Of(o.Number)).ToArray();
        return test.Operator switch
        {
            TestOperator.Lt => new CompiledTest.Range(slot, long.MinValue, values[0] - 1, false),
            TestOperator.Le => new CompiledTest.Range(slot, long.MinValue, values[0], false),
            TestOperator.Gt => new CompiledTest.Range(slot, values[0] + 1, long.MaxValue, false),
            TestOperator.Ge => new CompiledTest.Range(slot, values[0], long.MaxValue, false),
            TestOperator.Between => new CompiledTest.Range(slot, values[0], values[1], false),
            _ when values.Length == 1 => new CompiledTest.Range(slot, values[0], values[0], isNegated),
            _ => new CompiledTest.NumberSet(slot, values, isNegated),
        };
    }

    private CompiledCondition Differ(RuleCondition.FieldsDiffer differ) => layout.Schema.Field(differ.A)!.Kind switch
    {
        FieldKind.Text => new CompiledCondition.TextsDiffer(Slot(differ.A), Slot(differ.B)),
        FieldKind.Texts => new CompiledCondition.ListsDiffer(Slot(differ.A), Slot(differ.B)),
        _ => new CompiledCondition.NumbersDiffer(Slot(differ.A), Slot(differ.B)),
    };

    private int Slot(string field) => layout.HeaderSlot(field);

    private static int[] Numbers(ValueTest test, Numbering texts) => [.. test.Operands.Select(o => texts[o.Text]).Distinct().Order()];

    private static ulong[] Bits(int[] numbers, int count)
    {
        var bits = new ulong[(count + 63) / 64];
        foreach (var number in numbers)
        {
            bits[number >> 6] |= 1UL << number;
        }

        return bits;
    }

    private static int Cost(CompiledTest test) => test is CompiledTest.Prefix or CompiledTest.Keyword or CompiledTest.InList ? 1 : 0;
}
