using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Rules.Checks;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>What a drafted change makes of a rule set, and why it cannot be made.</summary>
public sealed class DraftedChangeTests
{
    private const string Many = """{"id":"R1","name":"many","priority":0,"score":5,"action":"NOTE","validFrom":"2026-01-01","validTo":"2026-12-31","when":{"f":"d.packages","op":"gt","v":10}}""";

    private static readonly string _set = $$$"""
        {"ruleSetId":"s","changes":"checked","lists":{"watched":["a","b"]},"rules":[{{{Many}}}],
         "tests":[{"name":"june","document":{"d":{"declarationNo":"1","declareDate":"2026-06-15","packages":11,"lines":[]},"m":{}},"hits":["R1"]},
                  {"name":"august","document":{"d":{"declarationNo":"2","declareDate":"2026-08-15","packages":11,"lines":[]},"m":{}},"hits":["R1"]}]}
        """;

    [Fact]
    public void Set_that_only_a_process_changes_says_so_and_is_written_so()
    {
        Assert.Equal(RuleSetChanges.Checked, Set().Changes);
        Assert.Equal(RuleSetChanges.Checked, RuleSetJson.Read(RuleSetJson.Write(Set())).Value!.Changes);
        Assert.DoesNotContain("changes", Encoding.UTF8.GetString(RuleSetJson.Write(Set() with { Changes = RuleSetChanges.Direct })), StringComparison.Ordinal);
        var problem = Assert.Single(RuleSetJson.Read(Encoding.UTF8.GetBytes("""{"changes":"never","rules":[]}""")).Problems);
        Assert.Equal(("/changes", "document.unknown-word"), (problem.Path, problem.Code));
    }

    [Fact]
    public void Added_rule_holds_from_its_day()
    {
        var changed = Changed("add", "R2", Many.Replace("R1", "R2", StringComparison.Ordinal), "2026-08-01");

        Assert.Equal(("", new DateOnly(2026, 8, 1)), (changed.Before, changed.Set.Rules.Single(r => r.Id == "R2").ValidFrom));
    }

    [Fact]
    public void Modified_rule_judges_from_its_day_and_the_text_of_before_judges_the_days_before()
    {
        var changed = Changed("modify", "R1", Many.Replace("\"v\":10", "\"v\":9", StringComparison.Ordinal), "2026-08-01");
        var index = RuleIndex.Compile(changed.Set);

        Assert.Equal([("R1", "2026-08-01", "2026-12-31"), ("R1@20260731", "2026-01-01", "2026-07-31")], changed.Set.Rules.Select(r => (r.Id, $"{r.ValidFrom:yyyy-MM-dd}", $"{r.ValidTo:yyyy-MM-dd}")));
        Assert.Equal(Many, changed.Before);
        Assert.Equal(["R1@20260731", "R1"], changed.After.Split('\n').Select(l => RuleSetJson.ReadRule(Encoding.UTF8.GetBytes(l), changed.Set).Value!.Id));
        Assert.Equal([["R1@20260731"], ["R1"]], changed.Set.Tests.Select(t => t.Hits));
        Assert.Empty(RuleTrial.Try(index).Failed);
        Assert.Equal(["R1"], Hits(index, "2026-08-01", 10));
        Assert.Empty(Hits(index, "2026-07-31", 10));
        Assert.Equal(["R1@20260731"], Hits(index, "2026-07-31", 11));
    }

    [Fact]
    public void Entries_come_into_a_list_and_go_out_of_it_and_all_others_stay()
    {
        var changed = Changed("entries", "watched", "+ c\n\n- a\n+d", "");

        Assert.Equal(["b", "c", "d"], changed.Set.Lists["watched"]);
        Assert.Equal("+ c\n+ d\n- a", changed.After);
    }

    [Fact]
    public void Entries_that_do_not_fit_the_list_are_told_each()
    {
        var change = DraftedChange.Read(new RuleChangeText("s", "entries", "watched", "c\n+ a\n- x\n+", "", "")).Value!;

        Assert.Equal(["change.entry", "change.known-entry", "change.unknown-entry", "change.entry"], change.ApplyTo(Set()).Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("modify", "R1", "2026-06-15")]
    [InlineData("extend", "R1@20260731", "2026-08-31")]
    public void Two_versions_of_a_rule_never_hold_on_one_day(string kind, string id, string day)
    {
        var set = Changed("modify", "R1", Many.Replace("\"v\":10", "\"v\":9", StringComparison.Ordinal), "2026-08-01").Set;
        var text = kind == "modify" ? Many.Replace("\"v\":10", "\"v\":8", StringComparison.Ordinal) : "";

        var change = DraftedChange.Read(new RuleChangeText("s", kind, id, text, day, "")).Value!.ApplyTo(set);

        var problem = Assert.Single(change.Problems);
        Assert.Equal(("/effectiveOn", "change.versions-overlap"), (problem.Path, problem.Code));
    }

    [Fact]
    public void Rule_that_is_modified_before_it_ever_held_is_replaced() =>
        Assert.Equal(["R1"], Changed("modify", "R1", Many.Replace("\"v\":10", "\"v\":9", StringComparison.Ordinal), "2026-01-01").Set.Rules.Select(r => r.Id));

    [Theory]
    [InlineData("stop", "2026-08-01", "2026-07-31")]
    [InlineData("extend", "2027-06-30", "2027-06-30")]
    public void Stopped_and_extended_rules_have_another_last_day(string kind, string day, string last)
    {
        Assert.Equal(last, $"{Changed(kind, "R1", "", day).Set.Rules[0].ValidTo:yyyy-MM-dd}");
        Assert.Equal(last, $"{Changed(kind, "R1", Many, day).Set.Rules[0].ValidTo:yyyy-MM-dd}");
    }

    [Fact]
    public void List_has_other_values_at_once_and_those_that_come_and_go_are_told()
    {
        var changed = Changed("list", "watched", "b\r\n c \n\nb\n", "");

        Assert.Equal(["b", "c"], changed.Set.Lists["watched"]);
        Assert.Equal("+ c\n- a", changed.After);
    }

    [Theory]
    [InlineData("move", "R1", Many, "2026-08-01", "/kind", "document.unknown-word")]
    [InlineData("modify", "R1", Many, "August", "/effectiveOn", "rule.date")]
    [InlineData("modify", "R1", "{\"id\":", "2026-08-01", "/text", "document.not-json")]
    [InlineData("modify", "R1", """{"id":"R1","action":"NOTE","when":{"f":"d.colour","op":"gt","v":1}}""", "2026-08-01", "/text/when/f", "rule.unknown-field")]
    [InlineData("modify", "R1", "", "2026-08-01", "/text", "change.no-text")]
    [InlineData("modify", "R1", Many, "2026-08-01", "/text", "change.nothing")]
    [InlineData("modify", "R1", """{"id":"R2","action":"NOTE","when":{"f":"d.packages","op":"gt","v":1}}""", "2026-08-01", "/text/id", "change.other-id")]
    [InlineData("modify", "R1", """{"id":"R1","action":"HOLD","validTo":"2026-12-31","when":{"f":"d.packages","op":"gt","v":1}}""", "2027-01-01", "/effectiveOn", "rule.validity")]
    [InlineData("modify", "R9", Many, "2026-08-01", "/id", "change.unknown-rule")]
    [InlineData("add", "R1", Many, "2026-08-01", "/id", "change.known-rule")]
    [InlineData("stop", "R1", """{"id":"R1","action":"HOLD","when":{"f":"d.packages","op":"gt","v":1}}""", "2026-08-01", "/text", "change.other-text")]
    [InlineData("stop", "R1", "", "2026-01-01", "/effectiveOn", "change.stops-early")]
    [InlineData("stop", "R1", "", "2027-01-01", "/effectiveOn", "change.ended")]
    [InlineData("stop", "R1", "", "0001-01-01", "/effectiveOn", "change.stops-early")]
    [InlineData("extend", "R1", "", "2026-12-31", "/effectiveOn", "change.not-longer")]
    [InlineData("list", "none", "a", "", "/id", "rule.unknown-list")]
    [InlineData("list", "watched", " \n", "", "/text", "rule.values")]
    [InlineData("list", "watched", "b\na", "", "/text", "change.nothing")]
    public void Draft_that_cannot_be_published_says_why(string kind, string id, string text, string day, string path, string code)
    {
        var read = DraftedChange.Read(new RuleChangeText("s", kind, id, text, day, ""));
        var problems = read.Value?.ApplyTo(Set()).Problems ?? read.Problems;

        Assert.Equal((path, code), (Assert.Single(problems).Path, problems[0].Code));
    }

    [Fact]
    public void Change_that_breaks_a_stored_test_is_refused_and_what_it_contradicts_is_told()
    {
        var index = RuleIndex.Compile(Set());
        var broken = ChangeTrial.Try(index, new DraftedChange(RuleChangeKind.Modify, "R1", Many.Replace("\"v\":10", "\"v\":99", StringComparison.Ordinal), new DateOnly(2026, 8, 1)), _ => null);
        var doubled = ChangeTrial.Try(index, new DraftedChange(RuleChangeKind.Add, "R2", Many.Replace("R1", "R2", StringComparison.Ordinal).Replace("d.packages", "d.netWeight", StringComparison.Ordinal), new DateOnly(2026, 1, 1)), _ => null);
        var same = ChangeTrial.Try(index, new DraftedChange(RuleChangeKind.Add, "R2", """{"id":"R2","action":"HOLD","validTo":"2026-12-31","when":{"all":[{"f":"d.packages","op":"gt","v":10},{"f":"d.packages","op":"lt","v":5}]}}""", new DateOnly(2026, 1, 1)), _ => null);

        Assert.Equal("change.test", Assert.Single(broken.Problems).Code);
        Assert.Contains("august", broken.Problems[0].Message, StringComparison.Ordinal);
        Assert.Empty(doubled.Value!.Findings);
        Assert.Contains("R2", Assert.Single(same.Value!.Findings), StringComparison.Ordinal);
    }

    private static RuleSetDefinition Set() => RuleSetJson.Read(Encoding.UTF8.GetBytes(_set)).Value!;

    private static ChangedRules Changed(string kind, string id, string text, string day)
    {
        var changed = DraftedChange.Read(new RuleChangeText("s", kind, id, text, day, "")).Value!.ApplyTo(Set());
        Assert.True(changed.IsValid, string.Join("; ", changed.Problems.Select(p => $"{p.Path}: {p.Message}")));
        return changed.Value;
    }

    private static IEnumerable<string> Hits(RuleIndex index, string day, int packages) => index.Evaluate(Encoding.UTF8.GetBytes(
        $$$"""{"d":{"declarationNo":"1","declareDate":"{{{day}}}","packages":{{{packages}}},"lines":[]},"m":{}}""")).Verdict!.Hits.Select(h => h.Id);
}
