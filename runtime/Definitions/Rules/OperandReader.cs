using System.Text.Json;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Rules;

/// <summary>Reads the values that a test names; they are of the kind of the tested field.</summary>
internal sealed class OperandReader(FieldKind kind, ProblemList problems)
{
    public RuleValue Read(JsonElement element, string path) => kind switch
    {
        FieldKind.Number => Number(element, path),
        FieldKind.Date => Date(element, path),
        FieldKind.Boolean => element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? RuleValue.Of(element.GetBoolean())
            : Wrong(element, path, JsonKind.Boolean, RuleValue.Of(false)),
        _ => element.ValueKind == JsonValueKind.String ? RuleValue.Of(element.GetString()!) : Wrong(element, path, JsonKind.Text, RuleValue.Of("")),
    };

    /// <param name="mayBeBlank">False: an empty text would be in, or begin, every text.</param>
    public IReadOnlyList<RuleValue> ReadList(JsonElement element, string path, bool mayBeBlank)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Wrong(element, path, JsonKind.List, default);
            return [];
        }

        var values = new List<RuleValue>(element.GetArrayLength());
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            var at = JsonPointer.Append(path, index);
            var value = Read(item, at);
            if (!mayBeBlank && item.ValueKind == JsonValueKind.String && value.Text.Length == 0)
            {
                Wrong(item, at, JsonKind.Text, value);
            }

            values.Add(value);
        }

        if (values.Count == 0)
        {
            problems.Add(RuleProblem.Of(path, "rule.values"));
        }

        return values;
    }

    private RuleValue Number(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDecimal(out var number))
        {
            return Wrong(element, path, JsonKind.Number, RuleValue.Of(0m));
        }

        if (Math.Abs(number) >= RuleNumber.Limit)
        {
            problems.Add(RuleProblem.Of(path, "rule.range", RuleNumber.Limit, element.GetRawText()));
        }
        else if (decimal.Round(number, RuleNumber.Places) != number)
        {
            problems.Add(RuleProblem.Of(path, "rule.places", element.GetRawText()));
        }

        return RuleValue.Of(number);
    }

    private RuleValue Date(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.String && RuleDate.TryRead(element.GetString()!, out var day))
        {
            return RuleValue.Of(day);
        }

        problems.Add(RuleProblem.Of(path, "rule.date", element.GetRawText()));
        return RuleValue.Of(DateOnly.MinValue);
    }

    private RuleValue Wrong(JsonElement element, string path, string expected, RuleValue value)
    {
        var came = element.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? $"{JsonKind.Of(element.ValueKind)} {Texts.ProblemTexts.Clip(element.GetRawText())}"
            : JsonKind.Of(element.ValueKind);
        problems.Add(RuleProblem.Of(path, "rule.value-kind", expected, came));
        return value;
    }
}
