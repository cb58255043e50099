using System.Runtime.CompilerServices;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>A rule as the conditions that must all hold, each with its text in one fixed spelling: equal conditions are equal texts.</summary>
internal sealed class Conjuncts
{
    // Spelling thousands of rules takes longer than comparing one with all of them; a rule never changes.
    private static readonly ConditionalWeakTable<RuleDefinition, Conjuncts> _known = [];

    private Conjuncts(RuleDefinition rule)
    {
        Rule = rule;
        All = [.. Flat(rule.When).Select(c => (Condition: c, Text: Spelled(c))).DistinctBy(c => c.Text).OrderBy(c => c.Text, StringComparer.Ordinal)];
        Text = string.Join('\n', All.Select(c => c.Text));
        foreach (var (condition, _) in All)
        {
            Subjects |= 1UL << (SubjectOf(condition) & 63);
        }
    }

    public RuleDefinition Rule { get; }

    public IReadOnlyList<(RuleCondition Condition, string Text)> All { get; }

    public string Text { get; }

    /// <summary>Bits of what the conditions are about: one rule implies another only where the other's bits are among its own.</summary>
    public ulong Subjects { get; }

    public static Conjuncts Of(RuleDefinition rule) => _known.GetValue(rule, static r => new Conjuncts(r));

    private static IEnumerable<RuleCondition> Flat(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.SelectMany(Flat),
        RuleCondition.Any { Conditions: [var only] } => Flat(only),
        RuleCondition.Not { Condition: RuleCondition.Not { Condition: var twice } } => Flat(twice),
        _ => [condition],
    };

    private static string Spelled(RuleCondition condition) => RuleSetJson.Text(Sorted(condition));

    private static RuleCondition Sorted(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => new RuleCondition.All([.. all.Conditions.Select(Sorted).OrderBy(RuleSetJson.Text, StringComparer.Ordinal)]),
        RuleCondition.Any any => new RuleCondition.Any([.. any.Conditions.Select(Sorted).OrderBy(RuleSetJson.Text, StringComparer.Ordinal)]),
        RuleCondition.Not not => new RuleCondition.Not(Sorted(not.Condition)),
        RuleCondition.Field field => new RuleCondition.Field(Sorted(field.Test)),
        RuleCondition.AnyLine line => new RuleCondition.AnyLine(Sorted(line.Tests)),
        RuleCondition.Aggregate aggregate => aggregate with { Where = Sorted(aggregate.Where) },
        _ => condition,
    };

    private static List<ValueTest> Sorted(IReadOnlyList<ValueTest> tests) =>
        [.. tests.Select(Sorted).OrderBy(t => RuleSetJson.Text(new RuleCondition.Field(t)), StringComparer.Ordinal)];

    // The two ends of an interval have their order, and numbers one spelling.
    private static ValueTest Sorted(ValueTest test)
    {
        var values = test.Operands.Select(o => o.Kind == FieldKind.Number ? RuleValue.Of(o.Number / 1.0000000000000000000000000000m) : o);
        return test with { Operands = test.Operator == TestOperator.Between ? [.. values] : [.. values.Distinct().OrderBy(v => v.Text, StringComparer.Ordinal).ThenBy(v => v.Number)] };
    }

    private static int SubjectOf(RuleCondition condition) => condition switch
    {
        RuleCondition.Field field => Hash("f", field.Test.Field),
        RuleCondition.AnyLine => Hash("anyLine", ""),
        RuleCondition.Aggregate aggregate => Hash(aggregate.Function.ToString(), aggregate.Of),
        RuleCondition.RelativeDifference d => Hash(d.A, d.B),
        RuleCondition.Ratio r => Hash(r.B, r.A),
        RuleCondition.FieldsDiffer differ => Hash(differ.A, differ.B + "!"),
        RuleCondition.MissingIn missing => Hash(missing.A, missing.B + "?"),
        _ => 63,
    };

    private static int Hash(string a, string b) => (a + "/" + b).Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
