using System.Text;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>A change of one rule or one list as somebody drafted it. With a set it gives another set, or every reason why it cannot.</summary>
/// <param name="Id">Of the rule, or name of the list.</param>
/// <param name="Text">The whole rule as JSON, or the values of the list, one a line; of entries each with <c>+</c> or <c>-</c> before it. To stop or to extend a rule it is empty or says the rule as it is published.</param>
/// <param name="EffectiveOn">See <see cref="RuleChangeKind"/>.</param>
public sealed record DraftedChange(RuleChangeKind Kind, string Id, string Text, DateOnly EffectiveOn)
{
    private const char Version = '@';

    public static Parsed<DraftedChange> Read(RuleChangeText written)
    {
        var problems = new ProblemList();
        if (!EnumWords<RuleChangeKind>.TryRead(written.Kind, out var known))
        {
            problems.Add("/kind", "document.unknown-word", EnumWords<RuleChangeKind>.All, written.Kind);
        }

        if (!RuleDate.TryRead(written.EffectiveOn, out var day) && known is not (RuleChangeKind.List or RuleChangeKind.Entries))
        {
            problems.Add(RuleProblem.Of("/effectiveOn", "rule.date", written.EffectiveOn));
        }

        return problems.Result(new DraftedChange(known, written.RuleId.Trim(), written.Text, day));
    }

    /// <summary>The set with the change; problems have the paths <c>/id</c>, <c>/text</c> with a pointer into the rule, and <c>/effectiveOn</c>.</summary>
    public Parsed<ChangedRules> ApplyTo(RuleSetDefinition set)
    {
        if (Kind is RuleChangeKind.List or RuleChangeKind.Entries)
        {
            return ListChange.Of(this, set);
        }

        var published = set.Rules.FirstOrDefault(r => r.Id == Id);
        var changed = (Kind, published) switch
        {
            (RuleChangeKind.Add, not null) => Failed("/id", "change.known-rule", Id),
            (not RuleChangeKind.Add, null) => Failed("/id", "change.unknown-rule", Id),
            (RuleChangeKind.Add or RuleChangeKind.Modify, _) => WithText(set, published),
            _ => WithOtherEnd(set, published!),
        };
        return changed.Value is { } made && Overlap(made.Set) is var (one, other)
            ? Failed("/effectiveOn", "change.versions-overlap", one.Id, RuleDate.Text(one.ValidTo), other.Id, RuleDate.Text(other.ValidFrom))
            : changed;
    }

    /// <summary>On one day one version of a rule holds: its text of now, or one of those that end with a day in their id.</summary>
    private (RuleDefinition One, RuleDefinition Other)? Overlap(RuleSetDefinition set)
    {
        var name = Id.Split(Version)[0];
        var versions = set.Rules
            .Where(r => r.Id == name || r.Id.StartsWith(name + Version, StringComparison.Ordinal))
            .OrderBy(r => r.ValidFrom)
            .ToList();
        for (var i = 1; i < versions.Count; i++)
        {
            if (versions[i - 1].ValidTo >= versions[i].ValidFrom)
            {
                return (versions[i - 1], versions[i]);
            }
        }

        return null;
    }

    internal static Parsed<ChangedRules> Failed(string path, string code, params object?[] values) =>
        Parsed<ChangedRules>.Failed([RuleProblem.Of(path, code, values)]);

    private Parsed<ChangedRules> WithText(RuleSetDefinition set, RuleDefinition? published)
    {
        var read = Rule(set);
        if (read.Value is not { } draft)
        {
            return Parsed<ChangedRules>.Failed(read.Problems);
        }

        var rule = draft with { ValidFrom = EffectiveOn };
        if (rule.ValidTo < EffectiveOn)
        {
            return Failed("/effectiveOn", "rule.validity", RuleDate.Text(EffectiveOn), RuleDate.Text(rule.ValidTo));
        }

        return published is null ? ChangedRules.Of(set.With(rule), null, rule) : Modified(set, published, rule);
    }

    // Documents of days before are judged by the rule of then, under an id that names its last day; so the stored tests about such days name that one.
    private Parsed<ChangedRules> Modified(RuleSetDefinition set, RuleDefinition published, RuleDefinition rule)
    {
        var isLater = EffectiveOn > published.ValidFrom;
        if (AreSame(isLater ? rule with { ValidFrom = published.ValidFrom } : rule, published))
        {
            return Failed("/text", "change.nothing", Id);
        }

        if (!isLater)
        {
            return ChangedRules.Of(set.With(rule), published, rule);
        }

        var last = published.ValidTo < EffectiveOn ? published.ValidTo : EffectiveOn.AddDays(-1);
        var before = published with { Id = $"{Id}{Version}{last:yyyyMMdd}", ValidTo = last };
        return set.Rules.Any(r => r.Id == before.Id)
            ? Failed("/effectiveOn", "change.known-rule", before.Id)
            : ChangedRules.Of(DatedTests.Renamed(set.With(rule).With(before), Id, before.Id, EffectiveOn), published, before, rule);
    }

    private Parsed<ChangedRules> WithOtherEnd(RuleSetDefinition set, RuleDefinition published)
    {
        if (!string.IsNullOrWhiteSpace(Text))
        {
            var read = Rule(set);
            if (read.Value is not { } draft)
            {
                return Parsed<ChangedRules>.Failed(read.Problems);
            }

            if (!AreSame(draft, published))
            {
                return Failed("/text", "change.other-text", Id);
            }
        }

        return Kind == RuleChangeKind.Stop ? Stopped(set, published) : Extended(set, published);
    }

    private Parsed<ChangedRules> Stopped(RuleSetDefinition set, RuleDefinition published)
    {
        if (EffectiveOn <= published.ValidFrom)
        {
            return Failed("/effectiveOn", "change.stops-early", RuleDate.Text(published.ValidFrom), RuleDate.Text(EffectiveOn));
        }

        var ended = published with { ValidTo = EffectiveOn.AddDays(-1) };
        return ended.ValidTo < published.ValidTo
            ? ChangedRules.Of(set.With(ended), published, ended)
            : Failed("/effectiveOn", "change.ended", RuleDate.Text(published.ValidTo), RuleDate.Text(EffectiveOn));
    }

    private Parsed<ChangedRules> Extended(RuleSetDefinition set, RuleDefinition published)
    {
        var longer = published with { ValidTo = EffectiveOn };
        return longer.ValidTo > published.ValidTo
            ? ChangedRules.Of(set.With(longer), published, longer)
            : Failed("/effectiveOn", "change.not-longer", RuleDate.Text(published.ValidTo), RuleDate.Text(EffectiveOn));
    }

    private Parsed<RuleDefinition> Rule(RuleSetDefinition set)
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            return Parsed<RuleDefinition>.Failed([RuleProblem.Of("/text", "change.no-text")]);
        }

        var read = RuleSetJson.ReadRule(Encoding.UTF8.GetBytes(Text), set);
        return read.Value switch
        {
            null => Parsed<RuleDefinition>.Failed([.. read.Problems.Select(p => p with { Path = "/text" + p.Path })]),
            { } rule when rule.Id != Id => Parsed<RuleDefinition>.Failed([RuleProblem.Of("/text/id", "change.other-id", Id, rule.Id)]),
            _ => read,
        };
    }

    private static bool AreSame(RuleDefinition a, RuleDefinition b) => RuleSetJson.Write(a).AsSpan().SequenceEqual(RuleSetJson.Write(b));
}
