using System.Text.Json;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Reads the tree of a rule. What cannot be read is reported and stands in as a condition that is always true.</summary>
internal sealed class ConditionReader(DocumentSchema schema, TestReader tests, ProblemList problems)
{
    private static readonly string[] _shapes = ["all", "any", "not", "anyLine", "agg", "a", "f"];
    private static readonly RuleCondition _unread = new RuleCondition.All([]);

    public RuleCondition Read(JsonElement element, string path)
    {
        var reader = ObjectReader.Of(element, path, problems);
        if (reader.IsMissing)
        {
            return _unread;
        }

        var shapes = _shapes.Where(s => reader.Names.Contains(s, StringComparer.Ordinal)).ToList();
        if (shapes.Count != 1)
        {
            problems.Add(RuleProblem.Of(path, "rule.shape", string.Join(", ", _shapes), string.Join(", ", reader.Names)));
            return _unread;
        }

        var condition = Read(reader, shapes[0]);
        reader.Finish();
        return condition;
    }

    private RuleCondition Read(ObjectReader reader, string shape) => shape switch
    {
        "all" => new RuleCondition.All(Children(reader, shape)),
        "any" => new RuleCondition.Any(Children(reader, shape)),
        "not" => new RuleCondition.Not(Read(reader.Borrowed(shape)!.Value, reader.PathOf(shape))),
        "anyLine" => new RuleCondition.AnyLine(LineTests(reader, shape, shape)),
        "agg" => Aggregate(reader),
        "a" => Compared(reader),
        _ => new RuleCondition.Field(tests.Header(reader)),
    };

    private List<RuleCondition> Children(ObjectReader reader, string member)
    {
        var children = new List<RuleCondition>();
        var path = reader.PathOf(member);
        var element = reader.Borrowed(member)!.Value;
        if (element.ValueKind != JsonValueKind.Array)
        {
            problems.Add(path, "document.wrong-type", JsonKind.List, JsonKind.Of(element.ValueKind));
            return children;
        }

        foreach (var (index, child) in element.EnumerateArray().Index())
        {
            children.Add(Read(child, JsonPointer.Append(path, index)));
        }

        return children;
    }

    private IReadOnlyList<ValueTest> LineTests(ObjectReader reader, string member, string shape)
    {
        if (schema.Lines is null)
        {
            problems.Add(RuleProblem.Of(reader.Path, "rule.no-lines", shape));
        }

        return reader.List(member, tests.Line);
    }

    private RuleCondition.Aggregate Aggregate(ObjectReader reader)
    {
        var function = reader.Word<AggregateFunction>("agg");
        var of = reader.Text("of");
        var where = LineTests(reader, "where", "agg");
        var comparison = reader.Word<Comparison>("cmp");
        var value = tests.Number(reader, "v");
        if (of.Length > 0 && schema.Lines is not null)
        {
            CheckSummed(function, of, reader.PathOf("of"));
        }

        return new RuleCondition.Aggregate(function, of, where, comparison, value);
    }

    private void CheckSummed(AggregateFunction function, string of, string path)
    {
        if (schema.LineField(of) is not { } field)
        {
            problems.Add(RuleProblem.Of(path, "rule.unknown-line-field", of, string.Join(", ", schema.LineFields.Select(f => f.Name))));
        }
        else if (function is AggregateFunction.Sum or AggregateFunction.Max or AggregateFunction.Min && field.Kind != FieldKind.Number)
        {
            problems.Add(RuleProblem.Of(path, "rule.wrong-kind", of, EnumWords<FieldKind>.Of(FieldKind.Number), EnumWords<FieldKind>.Of(field.Kind)));
        }
    }

    private RuleCondition Compared(ObjectReader reader)
    {
        var word = reader.Text("op");
        var (a, b) = (reader.Text("a"), reader.Text("b"));
        switch (word)
        {
            case "relDiff":
                CheckFields(reader, a, b, FieldKind.Number);
                return new RuleCondition.RelativeDifference(a, b, reader.Word<Comparison>("cmp"), tests.Number(reader, "v"));
            case "ratio":
                CheckFields(reader, a, b, FieldKind.Number);
                return new RuleCondition.Ratio(a, b, reader.Word<Comparison>("cmp"), tests.Number(reader, "v"));
            case "fieldNe":
                CheckFields(reader, a, b, kind: null);
                return new RuleCondition.FieldsDiffer(a, b);
            case "missingIn":
                CheckFields(reader, a, b, FieldKind.Texts);
                return new RuleCondition.MissingIn(a, b);
            default:
                if (word.Length > 0)
                {
                    problems.Add(reader.PathOf("op"), "document.unknown-word", "relDiff, ratio, fieldNe, missingIn", word);
                }

                return _unread;
        }
    }

    private void CheckFields(ObjectReader reader, string a, string b, FieldKind? kind)
    {
        var (first, second) = (tests.HeaderField(a, reader.PathOf("a")), tests.HeaderField(b, reader.PathOf("b")));
        foreach (var (field, member) in new[] { (first, "a"), (second, "b") })
        {
            if (kind is { } expected && field is not null && field.Kind != expected)
            {
                problems.Add(RuleProblem.Of(reader.PathOf(member), "rule.wrong-kind", field.Name, EnumWords<FieldKind>.Of(expected), EnumWords<FieldKind>.Of(field.Kind)));
            }
        }

        if (kind is null && first is not null && second is not null && first.Kind != second.Kind)
        {
            problems.Add(RuleProblem.Of(reader.Path, "rule.kinds-differ", a, EnumWords<FieldKind>.Of(first.Kind), b, EnumWords<FieldKind>.Of(second.Kind)));
        }
    }
}
