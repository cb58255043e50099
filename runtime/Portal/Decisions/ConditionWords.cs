using System.Text.Json;
using LowCode.FormUi;
using LowCode.Rules.Explanations;

namespace LowCode.Portal.Decisions;

/// <summary>Conditions of rules, which explanations give as JSON, for people.</summary>
internal static class ConditionWords
{
    public static string Of(ConditionReason reason) => reason.Condition switch
    {
        "all" => Texts.ConditionAll,
        "any" => Texts.ConditionAny,
        "not" => Texts.ConditionNot,
        "anyLine" => reason.Value is null ? Texts.ConditionNoLine : Texts.ConditionLine.With(reason.Value),
        var json => DecisionTexts.Cut(Leaf(json)),
    };

    private static string Leaf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var condition = document.RootElement;
        return condition.TryGetProperty("agg", out var function)
            ? $"{function}({Text(condition, "of")}){Where(condition)} {Sign(Text(condition, "cmp"))} {Text(condition, "v")}"
            : condition.TryGetProperty("f", out var field)
                ? $"{field} {Sign(Text(condition, "op"))} {Text(condition, "v")}".TrimEnd()
                : Compared(condition);
    }

    private static string Compared(JsonElement condition)
    {
        var (a, b) = (Text(condition, "a"), Text(condition, "b"));
        return Text(condition, "op") switch
        {
            "relDiff" => $"|{a} − {b}| {Sign(Text(condition, "cmp"))} {Text(condition, "v")} × {b}",
            "ratio" => $"{a} {Sign(Text(condition, "cmp"))} {Text(condition, "v")} × {b}",
            "fieldNe" => $"{a} ≠ {b}",
            _ => Texts.ConditionMissing.With(a, b),
        };
    }

    private static string Where(JsonElement condition) => condition.TryGetProperty("where", out var where) && where.GetArrayLength() > 0
        ? $" [{string.Join(", ", where.EnumerateArray().Select(t => Leaf(t.GetRawText())))}]"
        : "";

    private static string Text(JsonElement condition, string member) => !condition.TryGetProperty(member, out var value) ? ""
        : value.ValueKind == JsonValueKind.Array ? string.Join(", ", value.EnumerateArray())
        : value.ToString();

    private static string Sign(string word) => word switch
    {
        "eq" => "=",
        "ne" => "≠",
        "lt" => "<",
        "le" => "≤",
        "gt" => ">",
        "ge" => "≥",
        "in" => Texts.ConditionIn,
        "notIn" => Texts.ConditionNotIn,
        "between" => Texts.ConditionBetween,
        "prefix" => Texts.ConditionPrefix,
        "notPrefix" => Texts.ConditionNotPrefix,
        "containsAny" => Texts.ConditionContains,
        "inList" => Texts.ConditionInList,
        "isNull" => Texts.ConditionIsNull,
        "notNull" => Texts.ConditionNotNull,
        _ => word,
    };
}
