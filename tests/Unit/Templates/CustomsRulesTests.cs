using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Templates;
using LowCode.Rules;
using LowCode.Rules.Checks;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

/// <summary>The rule sets and processes of the shipped template customs-rules.</summary>
public sealed class CustomsRulesTests
{
    private const int FewestRules = 120;
    private const int FewestTestsOfASet = 10;
    private const double MostNotDecided = 0.05;
    private const double FewestTried = 0.9;

    private static readonly TemplatePackage Package = TemplateFolder.Read(Repository.PathOf("templates/customs-rules")).Value!;

    public static TheoryData<string> RuleSets => [.. Keys(ArtefactKind.RuleSet)];

    public static TheoryData<string> Processes => [.. Keys(ArtefactKind.Workflow)];

    [Fact]
    public void Template_ships_four_rule_sets_that_hold_at_least_120_rules_together()
    {
        Assert.Equal(["admission", "bonded-research", "origin", "tax"], Keys(ArtefactKind.RuleSet).Order(StringComparer.Ordinal));
        Assert.True(Keys(ArtefactKind.RuleSet).Sum(k => Set(k).Rules.Count) >= FewestRules);
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void Stored_tests_hold_and_try_most_rules(string ruleSet)
    {
        var set = Set(ruleSet);

        var report = RuleTrial.Try(RuleIndex.Compile(set));

        Assert.Empty(report.Failed.Select(f => f.Message));
        Assert.True(set.Tests.Count >= FewestTestsOfASet);
        Assert.True(report.Untried.Count <= set.Rules.Count * (1 - FewestTried), string.Join(", ", report.Untried));
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void No_rule_is_dead_duplicate_contradictory_or_within_another_and_nearly_all_are_decided(string ruleSet)
    {
        var report = RuleChecks.Check(Set(ruleSet));

        Assert.Empty(report.Findings.Where(f => f.Kind != RuleFindingKind.NotDecided).Select(f => f.Message));
        Assert.True(report.NotDecidedShare < MostNotDecided, string.Join('\n', report.Findings.Select(f => f.Message)));
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void Every_rule_has_a_name_a_score_and_an_end_of_its_validity(string ruleSet) => Assert.All(
        Set(ruleSet).Rules,
        rule => Assert.True(rule.Name != rule.Id && rule.Score > 0 && rule.Kind.Length > 0 && rule.ValidTo < DateOnly.MaxValue, rule.Id));

    [Fact]
    public void Rule_sets_use_every_kind_of_condition_and_every_operator()
    {
        var texts = Keys(ArtefactKind.RuleSet).SelectMany(k => Set(k).Rules).Select(r => RuleSetJson.Text(r.When)).ToList();
        string[] wanted =
        [
            "\"all\":", "\"any\":", "\"not\":", "\"anyLine\":", "\"agg\":\"sum\"", "\"agg\":\"count\"", "\"agg\":\"max\"", "\"agg\":\"min\"", "\"agg\":\"distinct\"",
            .. Words("eq", "ne", "in", "notIn", "lt", "le", "gt", "ge", "between", "prefix", "notPrefix", "containsAny", "inList", "isNull", "notNull"),
            .. Words("relDiff", "ratio", "fieldNe", "missingIn"),
        ];

        Assert.All(wanted, w => Assert.Contains(texts, t => t.Contains(w, StringComparison.Ordinal)));
    }

    [Fact]
    public void Members_of_the_origin_rules_are_those_of_the_dictionary_of_countries()
    {
        var members = DictionaryJson.Read(Content(ArtefactKind.Dictionary, "countries")).Value!.Entries.Where(e => e.Parent == "RCEP").Select(e => e.Code);

        Assert.Equal(Set("origin").Lists["rcep-members"].Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rule_book_tells_the_basis_of_every_rule_under_its_name_and_action()
    {
        var book = File.ReadAllLines(Repository.PathOf("templates/customs-rules/rule-book.md"));

        Assert.All(
            Keys(ArtefactKind.RuleSet).SelectMany(k => Set(k).Rules),
            rule => Assert.Single(book, line => line.StartsWith($"| {rule.Id} | {rule.Name} | {RuleActionWords.Of(rule.Action)} | ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void Picture_of_the_process_has_no_two_activities_in_one_place(string process)
    {
        var positions = Activities(process).Select(a => a["metadata"]!["designer"]!["position"]!.ToJsonString()).ToList();

        Assert.Equal(positions.Count, positions.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void Every_outcome_of_a_task_leads_somewhere(string process)
    {
        var ports = Workflow(process)["root"]!["connections"]!.AsArray()
            .Select(c => $"{c!["source"]!["activity"]} {c["source"]!["port"]}")
            .ToHashSet();

        Assert.All(
            Activities(process).Where(a => (string?)a["type"] == "LowCode.UserTask"),
            task => Assert.All(task["outcomes"]!.AsArray(), outcome => Assert.Contains($"{task["id"]} {outcome!["name"]}", ports)));
    }

    private static IEnumerable<string> Words(params string[] operators) => operators.Select(o => $"\"op\":\"{o}\"");

    private static IEnumerable<string> Keys(ArtefactKind kind) => Package.Artefacts.Where(a => a.Kind == kind).Select(a => a.Key);

    private static RuleSetDefinition Set(string key) => RuleSetJson.Read(Content(ArtefactKind.RuleSet, key)).Value!;

    private static ReadOnlyMemory<byte> Content(ArtefactKind kind, string key) =>
        Package.Artefacts.Single(a => a.Kind == kind && a.Key == key).Content;

    private static JsonNode Workflow(string process) => JsonNode.Parse(Content(ArtefactKind.Workflow, process).Span)!;

    private static IEnumerable<JsonObject> Activities(string process) =>
        Workflow(process)["root"]!["activities"]!.AsArray().Select(a => a!.AsObject());
}
