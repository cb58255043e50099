namespace LowCode.Definitions.Rules;

/// <summary>Condition rules about one kind of document, with the lists that they name. Rules keep the order in which they were written.</summary>
/// <param name="Lists">Watch lists by name.</param>
public sealed record RuleSetDefinition(
    DocumentSchema Document, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, IReadOnlyList<RuleDefinition> Rules)
{
    public const string Format = "lowcode.rules/1";

    /// <summary>The set with one rule replaced by its id, or added where the id is new. All other rules stay the same objects.</summary>
    public RuleSetDefinition With(RuleDefinition rule)
    {
        var rules = Rules.ToList();
        var index = rules.FindIndex(r => r.Id == rule.Id);
        if (index < 0)
        {
            rules.Add(rule);
        }
        else
        {
            rules[index] = rule;
        }

        return this with { Rules = rules };
    }
}
