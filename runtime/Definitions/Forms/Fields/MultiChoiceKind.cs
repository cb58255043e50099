using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Some of the field's options, each once, in the order chosen.</summary>
internal sealed class MultiChoiceKind : FieldKind
{
    public override string Expected => JsonKind.List;

    public override FieldMembers Members => FieldMembers.Options | FieldMembers.Filter | FieldMembers.Range | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.ListOf(FeelType.String);

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonArray chosen)
        {
            return reading.WrongType(Expected, node);
        }

        // Each once: more than there are nobody can choose, and a list without end is not read.
        var most = Math.Min(reading.Field.Limits.Max ?? decimal.MaxValue, reading.Field.Options.Count);
        if (!ListShape.HasCount(chosen.Count, reading, most, "form.too-many-choices", "form.too-few-choices"))
        {
            return default;
        }

        var values = new FeelValue[chosen.Count];
        var good = true;
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            var text = RawValue.Text(chosen[i]);
            if (text is null)
            {
                reading.WrongType(JsonKind.Text, chosen[i], $"/{i}");
                good = false;
            }
            else if (!known.Add(text))
            {
                reading.FailAt($"/{i}", "form.choice-twice", text);
                good = false;
            }
            else
            {
                good &= ChoiceKind.IsOption(text, reading, $"/{i}");
            }

            values[i] = text;
        }

        return good ? FeelList.Of(values) : FeelValue.Null;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "array";
        schema["uniqueItems"] = true;
        schema["items"] = new JsonObject { ["type"] = "string", ["enum"] = ChoiceKind.Values(field) };
        ListShape.DescribeCount(schema, field.Limits.Min, field.Limits.Max);
    }

    public override void CheckDefinition(FormField field, string path, ProblemList problems) => ChoiceKind.CheckOptions(field, path, problems);
}
