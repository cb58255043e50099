using System.Text.Json;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Reads tests of single fields: the operator fits the field's kind, and the values fit both.</summary>
internal sealed class TestReader(DocumentSchema schema, IReadOnlySet<string> lists, ProblemList problems)
{
    private static readonly Dictionary<FieldKind, TestOperator[]> _operators = new()
    {
        [FieldKind.Text] =
        [
            TestOperator.Eq, TestOperator.Ne, TestOperator.In, TestOperator.NotIn, TestOperator.Prefix, TestOperator.NotPrefix, TestOperator.ContainsAny,
            TestOperator.InList, TestOperator.IsNull, TestOperator.NotNull,
        ],
        [FieldKind.Number] = Ordered(),
        [FieldKind.Date] = Ordered(),
        [FieldKind.Boolean] = [TestOperator.Eq, TestOperator.Ne, TestOperator.IsNull, TestOperator.NotNull],
        [FieldKind.Texts] = [TestOperator.IsNull, TestOperator.NotNull],
    };

    public ValueTest Header(ObjectReader reader) => Read(reader, HeaderField(reader.Text("f"), reader.PathOf("f")));

    public ValueTest Line(ObjectReader reader)
    {
        var name = reader.Text("f");
        var field = schema.LineField(name);
        if (field is null && name.Length > 0)
        {
            problems.Add(RuleProblem.Of(reader.PathOf("f"), "rule.unknown-line-field", name, string.Join(", ", schema.LineFields.Select(f => f.Name))));
        }

        return Read(reader, field);
    }

    /// <summary>Null, and reported, where the schema has no such field.</summary>
    public DocumentField? HeaderField(string name, string path)
    {
        var field = schema.Field(name);
        if (field is null && name.Length > 0)
        {
            problems.Add(RuleProblem.Of(path, "rule.unknown-field", name, string.Join(", ", schema.Fields.Select(f => f.Name))));
        }

        return field;
    }

    /// <summary>A number that can be compared exactly: at most 4 places.</summary>
    public decimal Number(ObjectReader reader, string member) =>
        reader.Borrowed(member) is { } element ? new OperandReader(FieldKind.Number, problems).Read(element, reader.PathOf(member)).Number : 0;

    private ValueTest Read(ObjectReader reader, DocumentField? field)
    {
        var test = reader.Word<TestOperator>("op");
        if (field is null)
        {
            // Which operators and values fit is known for known fields only.
            _ = reader.OptionalBorrowed("v");
            return new ValueTest("", test, []);
        }

        if (!_operators[field.Kind].Contains(test))
        {
            var fitting = string.Join(", ", _operators[field.Kind].Select(EnumWords<TestOperator>.Of));
            problems.Add(RuleProblem.Of(reader.PathOf("op"), "rule.operator", field.Name, EnumWords<FieldKind>.Of(field.Kind), fitting, EnumWords<TestOperator>.Of(test)));
            _ = reader.OptionalBorrowed("v");
            return new ValueTest(field.Name, test, []);
        }

        return new ValueTest(field.Name, test, Operands(reader, field, test));
    }

    private IReadOnlyList<RuleValue> Operands(ObjectReader reader, DocumentField field, TestOperator test)
    {
        if (test is TestOperator.IsNull or TestOperator.NotNull)
        {
            if (reader.OptionalBorrowed("v") is not null)
            {
                problems.Add(RuleProblem.Of(reader.PathOf("v"), "rule.no-value", EnumWords<TestOperator>.Of(test)));
            }

            return [];
        }

        if (reader.Borrowed("v") is not { } element)
        {
            return [];
        }

        var path = reader.PathOf("v");
        var operands = new OperandReader(field.Kind, problems);
        switch (test)
        {
            case TestOperator.In or TestOperator.NotIn:
                return operands.ReadList(element, path, mayBeBlank: true);
            case TestOperator.Prefix or TestOperator.NotPrefix or TestOperator.ContainsAny:
                return operands.ReadList(element, path, mayBeBlank: false);
            case TestOperator.Between:
                var pair = operands.ReadList(element, path, mayBeBlank: true);
                if (pair.Count is not (0 or 2))
                {
                    problems.Add(RuleProblem.Of(path, "rule.pair", pair.Count));
                }

                return pair;
            case TestOperator.InList:
                var name = operands.Read(element, path);
                if (element.ValueKind == JsonValueKind.String && !lists.Contains(name.Text))
                {
                    problems.Add(RuleProblem.Of(path, "rule.unknown-list", name.Text, string.Join(", ", lists)));
                }

                return [name];
            default:
                return [operands.Read(element, path)];
        }
    }

    private static TestOperator[] Ordered() =>
    [
        TestOperator.Eq, TestOperator.Ne, TestOperator.In, TestOperator.NotIn, TestOperator.Lt, TestOperator.Le, TestOperator.Gt, TestOperator.Ge,
        TestOperator.Between, TestOperator.IsNull, TestOperator.NotNull,
    ];
}
