using System.Text;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>What a change makes of a set.</summary>
/// <param name="Before">What is published, for people: the rule as JSON on a line; empty where there was none.</param>
/// <param name="After">What is published by the change: the rules as JSON, one a line; of a list the values that come (+) and go (-).</param>
public sealed record ChangedRules(RuleSetDefinition Set, string Before, string After)
{
    internal static Parsed<ChangedRules> Of(RuleSetDefinition set, RuleDefinition? before, params IReadOnlyList<RuleDefinition> after) =>
        Parsed<ChangedRules>.Of(new ChangedRules(set, before is null ? "" : Text(before), string.Join('\n', after.Select(Text))));

    private static string Text(RuleDefinition rule) => Encoding.UTF8.GetString(RuleSetJson.Write(rule));
}
