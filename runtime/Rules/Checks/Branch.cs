using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>Conditions that must all hold, none of them with parts: one way in which a rule can hold.</summary>
internal sealed record Branch(IReadOnlyList<(RuleCondition Condition, bool IsNegated)> Leaves)
{
    private const int MostBranches = 256;

    /// <summary>All ways in which a condition can hold; null where they are too many.</summary>
    public static IReadOnlyList<Branch>? Of(RuleCondition condition) =>
        Expand(condition, isNegated: false) is { } ways ? [.. ways.Select(w => new Branch(w))] : null;

    private static List<List<(RuleCondition, bool)>>? Expand(RuleCondition condition, bool isNegated) => condition switch
    {
        RuleCondition.Not not => Expand(not.Condition, !isNegated),
        RuleCondition.All all => isNegated ? Either(all.Conditions, isNegated) : Both(all.Conditions, isNegated),
        RuleCondition.Any any => isNegated ? Both(any.Conditions, isNegated) : Either(any.Conditions, isNegated),
        _ => [[(condition, isNegated)]],
    };

    private static List<List<(RuleCondition, bool)>>? Either(IReadOnlyList<RuleCondition> conditions, bool isNegated)
    {
        var ways = new List<List<(RuleCondition, bool)>>();
        foreach (var condition in conditions)
        {
            if (Expand(condition, isNegated) is not { } more || ways.Count + more.Count > MostBranches)
            {
                return null;
            }

            ways.AddRange(more);
        }

        return ways;
    }

    private static List<List<(RuleCondition, bool)>>? Both(IReadOnlyList<RuleCondition> conditions, bool isNegated)
    {
        List<List<(RuleCondition, bool)>> ways = [[]];
        foreach (var condition in conditions)
        {
            if (Expand(condition, isNegated) is not { } more || ways.Count * more.Count > MostBranches)
            {
                return null;
            }

            ways = [.. ways.SelectMany(way => more.Select(m => way.Concat(m).ToList()))];
        }

        return ways;
    }
}
