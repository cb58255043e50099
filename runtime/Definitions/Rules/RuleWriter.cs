using System.Text.Json;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Writes a rule as it is read.</summary>
internal static class RuleWriter
{
    public static void Write(Utf8JsonWriter json, RuleDefinition rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteText("kind", rule.Kind.Length > 0 ? rule.Kind : null);
        json.WriteString("name", rule.Name);
        json.WriteText("basis", rule.Basis);
        json.WriteText("owner", rule.Owner);
        json.WriteNumber("priority", rule.Priority);
        json.WriteNumber("score", rule.Score);
        json.WriteString("action", RuleActionWords.Of(rule.Action));
        json.WriteText("validFrom", rule.ValidFrom == DateOnly.MinValue ? null : RuleDate.Text(rule.ValidFrom));
        json.WriteText("validTo", rule.ValidTo == DateOnly.MaxValue ? null : RuleDate.Text(rule.ValidTo));
        json.WritePropertyName("when");
        Write(json, rule.When);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RuleCondition condition)
    {
        json.WriteStartObject();
        switch (condition)
        {
            case RuleCondition.All all:
                WriteList(json, "all", all.Conditions);
                break;
            case RuleCondition.Any any:
                WriteList(json, "any", any.Conditions);
                break;
            case RuleCondition.Not not:
                json.WritePropertyName("not");
                Write(json, not.Condition);
                break;
            case RuleCondition.Field field:
                WriteMembers(json, field.Test);
                break;
            case RuleCondition.RelativeDifference difference:
                WriteCompared(json, "relDiff", difference.A, difference.B, difference.Comparison, difference.Share);
                break;
            case RuleCondition.Ratio ratio:
                WriteCompared(json, "ratio", ratio.A, ratio.B, ratio.Comparison, ratio.Share);
                break;
            case RuleCondition.FieldsDiffer differ:
                WriteCompared(json, "fieldNe", differ.A, differ.B);
                break;
            case RuleCondition.MissingIn missing:
                WriteCompared(json, "missingIn", missing.A, missing.B);
                break;
            case RuleCondition.AnyLine line:
                json.WriteList("anyLine", line.Tests, test => WriteMembers(json, test));
                break;
            case RuleCondition.Aggregate aggregate:
                json.WriteString("agg", EnumWords<AggregateFunction>.Of(aggregate.Function));
                json.WriteString("of", aggregate.Of);
                json.WriteList("where", aggregate.Where, test => WriteMembers(json, test));
                json.WriteString("cmp", EnumWords<Comparison>.Of(aggregate.Comparison));
                json.WriteNumber("v", aggregate.Value);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string member, IReadOnlyList<RuleCondition> conditions)
    {
        json.WriteStartArray(member);
        foreach (var condition in conditions)
        {
            Write(json, condition);
        }

        json.WriteEndArray();
    }

    private static void WriteCompared(Utf8JsonWriter json, string op, string a, string b, Comparison? comparison = null, decimal share = 0)
    {
        json.WriteString("op", op);
        json.WriteString("a", a);
        json.WriteString("b", b);
        if (comparison is { } cmp)
        {
            json.WriteString("cmp", EnumWords<Comparison>.Of(cmp));
            json.WriteNumber("v", share);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, ValueTest test)
    {
        json.WriteString("f", test.Field);
        json.WriteString("op", EnumWords<TestOperator>.Of(test.Operator));
        if (test.Operator is TestOperator.IsNull or TestOperator.NotNull)
        {
            return;
        }

        json.WritePropertyName("v");
        if (test.Operator is TestOperator.In or TestOperator.NotIn or TestOperator.Between or TestOperator.Prefix or TestOperator.NotPrefix or TestOperator.ContainsAny)
        {
            json.WriteStartArray();
            foreach (var value in test.Operands)
            {
                WriteValue(json, value);
            }

            json.WriteEndArray();
        }
        else
        {
            WriteValue(json, test.Operands[0]);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, RuleValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Number:
                json.WriteNumberValue(value.Number);
                break;
            case FieldKind.Boolean:
                json.WriteBooleanValue(value.Number != 0);
                break;
            case FieldKind.Date:
                json.WriteStringValue(RuleDate.Text(value.Number));
                break;
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }
}
