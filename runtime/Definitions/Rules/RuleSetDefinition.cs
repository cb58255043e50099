using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Rules;

/// <summary>Condition rules about one kind of document, with the lists that they name. Rules keep the order in which they were written.</summary>
/// <param name="Lists">Watch lists by name.</param>
public sealed record RuleSetDefinition(
    DocumentSchema Document, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, IReadOnlyList<RuleDefinition> Rules)
{
    public const string Format = "lowcode.rules/1";

    /// <summary>The name that stays the same over versions; null where rules of other origin say none.</summary>
    public string? RuleSetId { get; init; }

    /// <summary>For people; null where the file says none.</summary>
    public LocalizedText? Name { get; init; }

    /// <summary>First day on which any of its rules holds, inclusive; compared with the date of the document.</summary>
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;

    /// <summary>Last day, inclusive.</summary>
    public DateOnly ValidTo { get; init; } = DateOnly.MaxValue;

    /// <summary>Null: cases say nothing about what rules found.</summary>
    public RuleFeedback? Feedback { get; init; }

    public RuleSetChanges Changes { get; init; }

    /// <summary>Keys of roles that may read the rules, what they did and why they hold; administrators may anyway. Values of lists are for administrators alone.</summary>
    public IReadOnlyList<string> SeenBy { get; init; } = [];

    /// <summary>Documents with the rules that must hold for them: tried before a version is published.</summary>
    public IReadOnlyList<RuleTest> Tests { get; init; } = [];

    /// <summary>Days on which a rule holds: its own within the set's. The first is after the last where there are none.</summary>
    public (DateOnly From, DateOnly To) DaysOf(RuleDefinition rule) =>
        (rule.ValidFrom > ValidFrom ? rule.ValidFrom : ValidFrom, rule.ValidTo < ValidTo ? rule.ValidTo : ValidTo);

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
