using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>
/// Looks for values of fields that are compared with each other, so that all comparisons and all tests of those fields hold. Finding some proves
/// that it can be; finding none proves nothing.
/// </summary>
internal sealed class ComparedFields(FieldPoints points)
{
    private const int Tries = 400;
    private const int Seed = 1;

    public static bool IsComparison(RuleCondition condition) => condition
        is RuleCondition.RelativeDifference or RuleCondition.Ratio or RuleCondition.FieldsDiffer or RuleCondition.MissingIn;

    public Answer CanHold(List<(RuleCondition Condition, bool IsNegated)> comparisons, ILookup<string, Literal> literals, DocumentSchema schema)
    {
        var names = comparisons.SelectMany(c => Fields(c.Condition)).Distinct().ToList();
        if (names.Any(n => schema.Field(n)!.Kind == FieldKind.Texts && literals[n].Any()))
        {
            return Answer.Unknown;
        }

        var named = names.ToDictionary(
            n => n, n => points.Of(schema.Field(n)! with { IsRequired = true }, literals[n].Select(l => l.Test)).OfType<RuleValue>().ToList(), StringComparer.Ordinal);
        var random = new Random(Seed);
        var values = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        for (var i = 0; i < Tries; i++)
        {
            foreach (var name in names)
            {
                values[name] = Draw(random, schema.Field(name)!.Kind, named[name], values);
            }

            if (names.All(n => literals[n].All(l => points.Holds(l.Test, values[n]) != l.IsNegated))
                && comparisons.All(c => Holds(c.Condition, values) != c.IsNegated))
            {
                return Answer.Yes;
            }
        }

        return Answer.Unknown;
    }

    private static RuleValue Draw(Random random, FieldKind kind, List<RuleValue> named, Dictionary<string, RuleValue> drawn)
    {
        if (kind is FieldKind.Text or FieldKind.Texts)
        {
            return random.Next(3) == 0 ? RuleValue.Of($"\uE001{random.Next(3)}") : named[random.Next(named.Count)];
        }

        if (kind is not FieldKind.Number)
        {
            return named[random.Next(named.Count)];
        }

        var others = drawn.Values.Where(v => v.Kind == FieldKind.Number).ToList();
        decimal[] shares = [0.3m, 0.7m, 0.8m, 0.9m, 1, 1.15m, 1.5m, 3];
        return random.Next(3) > 0 && others.Count > 0
            ? RuleValue.Of(others[random.Next(others.Count)].Number * shares[random.Next(shares.Length)])
            : random.Next(2) == 0 ? RuleValue.Of((decimal)random.Next(1, 100_000)) : named[random.Next(named.Count)];
    }

    private static bool Holds(RuleCondition condition, Dictionary<string, RuleValue> values) => condition switch
    {
        RuleCondition.RelativeDifference d => Compare(d.Comparison, Math.Abs(values[d.A].Number - values[d.B].Number), d.Share * values[d.B].Number),
        RuleCondition.Ratio r => Compare(r.Comparison, values[r.A].Number, r.Share * values[r.B].Number),
        RuleCondition.FieldsDiffer differ => values[differ.A] != values[differ.B],
        RuleCondition.MissingIn missing => values[missing.A] != values[missing.B],
        _ => false,
    };

    private static bool Compare(Comparison comparison, decimal left, decimal right) => comparison switch
    {
        Comparison.Lt => left < right,
        Comparison.Le => left <= right,
        Comparison.Gt => left > right,
        _ => left >= right,
    };

    private static string[] Fields(RuleCondition condition) => condition switch
    {
        RuleCondition.RelativeDifference d => [d.B, d.A],
        RuleCondition.Ratio r => [r.B, r.A],
        RuleCondition.FieldsDiffer differ => [differ.B, differ.A],
        RuleCondition.MissingIn missing => [missing.B, missing.A],
        _ => [],
    };
}
