using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>The written names of hit policies and aggregations.</summary>
internal static class TableWords
{
    public static readonly IReadOnlyDictionary<string, HitPolicy> HitPolicies = new Dictionary<string, HitPolicy>
    {
        ["UNIQUE"] = HitPolicy.Unique,
        ["FIRST"] = HitPolicy.First,
        ["PRIORITY"] = HitPolicy.Priority,
        ["ANY"] = HitPolicy.Any,
        ["COLLECT"] = HitPolicy.Collect,
        ["RULE ORDER"] = HitPolicy.RuleOrder,
        ["OUTPUT ORDER"] = HitPolicy.OutputOrder,
    };

    public static readonly IReadOnlyDictionary<string, Aggregation> Aggregations = new Dictionary<string, Aggregation>
    {
        ["SUM"] = Aggregation.Sum,
        ["COUNT"] = Aggregation.Count,
        ["MIN"] = Aggregation.Min,
        ["MAX"] = Aggregation.Max,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct, Enum => words.First(w => w.Value.Equals(value)).Key;
}
