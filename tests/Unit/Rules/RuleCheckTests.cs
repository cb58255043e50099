using LowCode.Definitions.Rules;
using LowCode.Rules.Checks;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class RuleCheckTests
{
    [Theory]
    [InlineData("""{"all":[{"f":"d.packages","op":"gt","v":5},{"f":"d.packages","op":"le","v":5}]}""")]
    [InlineData("""{"f":"d.packages","op":"between","v":[5,4]}""")]
    [InlineData("""{"all":[{"f":"d.tradeMode","op":"in","v":["01","02"]},{"f":"d.tradeMode","op":"prefix","v":["1"]}]}""")]
    [InlineData("""{"all":[{"f":"d.tradeMode","op":"prefix","v":["01"]},{"f":"d.tradeMode","op":"notPrefix","v":["0"]}]}""")]
    [InlineData("""{"all":[{"f":"d.certNo","op":"isNull"},{"f":"d.certNo","op":"prefix","v":["RC"]}]}""")]
    [InlineData("""{"all":[{"f":"d.rcepClaim","op":"eq","v":true},{"not":{"f":"d.rcepClaim","op":"ne","v":false}}]}""")]
    [InlineData("""{"f":"d.declarationNo","op":"isNull"}""")]
    [InlineData("""{"f":"d.declareDate","op":"gt","v":"2027-01-01"}""")]
    [InlineData("""{"anyLine":[{"f":"hs","op":"prefix","v":["84"]},{"f":"hs","op":"prefix","v":["85"]}]}""")]
    [InlineData("""{"agg":"max","of":"value","where":[{"f":"qty","op":"lt","v":1},{"f":"qty","op":"gt","v":1}],"cmp":"gt","v":0}""")]
    [InlineData("""{"any":[]}""")]
    [InlineData("""{"all":[{"f":"d.declareDate","op":"gt","v":"2026-06-30"},{"f":"d.declareDate","op":"lt","v":"2026-07-01"}]}""")]
    [InlineData("""{"all":[{"f":"d.consignee","op":"inList","v":"empty"}]}""")]
    [InlineData("""{"any":[{"f":"d.packages","op":"between","v":[2,1]},{"all":[{"f":"d.tradeMode","op":"eq","v":"1"},{"f":"d.tradeMode","op":"eq","v":"2"}]}]}""")]
    public void Rule_that_can_never_hold_is_found(string condition) => Assert.Equal([RuleFindingKind.NeverHolds], Kinds(condition));

    [Theory]
    [InlineData("""{"all":[{"f":"d.packages","op":"ge","v":5},{"f":"d.packages","op":"le","v":5}]}""")]
    [InlineData("""{"all":[{"f":"d.tradeMode","op":"prefix","v":["01"]},{"f":"d.tradeMode","op":"notPrefix","v":["012"]},{"f":"d.tradeMode","op":"ne","v":"01"}]}""")]
    [InlineData("""{"all":[{"f":"d.consignee","op":"inList","v":"some"},{"f":"d.consignee","op":"notIn","v":["a"]}]}""")]
    [InlineData("""{"all":[{"f":"m.goodsDesc","op":"containsAny","v":["a"]},{"f":"m.goodsDesc","op":"containsAny","v":["b"]},{"f":"m.goodsDesc","op":"prefix","v":["c"]}]}""")]
    [InlineData("""{"all":[{"anyLine":[{"f":"hs","op":"prefix","v":["84"]}]},{"anyLine":[{"f":"hs","op":"prefix","v":["85"]}]}]}""")]
    [InlineData("""{"all":[{"op":"ratio","a":"d.netWeight","b":"d.grossWeight","cmp":"lt","v":0.8},{"f":"d.grossWeight","op":"between","v":[100,200]}]}""")]
    [InlineData("""{"all":[{"op":"fieldNe","a":"d.consignee","b":"m.consignee"},{"f":"d.consignee","op":"inList","v":"some"}]}""")]
    [InlineData("""{"all":[{"agg":"count","of":"no","where":[],"cmp":"ge","v":3},{"anyLine":[{"f":"hs","op":"prefix","v":["85"]}]}]}""")]
    [InlineData("""{"all":[{"f":"d.declareDate","op":"gt","v":"2026-06-29"},{"f":"d.declareDate","op":"lt","v":"2026-07-01"}]}""")]
    [InlineData("""{"all":[]}""")]
    public void Rule_that_can_hold_is_left_alone(string condition) => Assert.Empty(Kinds(condition));

    [Fact]
    public void Rule_that_cannot_be_decided_is_named_and_counted()
    {
        var report = RuleChecks.Check(Screened.Set(
            "",
            """{"all":[{"anyLine":[{"f":"hs","op":"prefix","v":["84"]}]},{"agg":"count","of":"no","where":[],"cmp":"lt","v":1}]}""",
            """{"f":"d.packages","op":"eq","v":1}"""));

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleFindingKind.NotDecided, "R0"), (finding.Kind, finding.Rule.Id));
        Assert.Equal(0.5, report.NotDecidedShare);
    }

    [Fact]
    public void Same_rule_in_another_order_is_a_duplicate()
    {
        var report = RuleChecks.Check(Screened.Set(
            "",
            """{"all":[{"f":"d.tradeMode","op":"in","v":["1","2"]},{"anyLine":[{"f":"hs","op":"prefix","v":["84"]},{"f":"origin","op":"eq","v":"JPN"}]}]}""",
            """{"all":[{"all":[{"anyLine":[{"f":"origin","op":"eq","v":"JPN"},{"f":"hs","op":"prefix","v":["84"]}]}]},{"f":"d.tradeMode","op":"in","v":["2","1"]}]}"""));

        Assert.Equal([(RuleFindingKind.Duplicate, "R1", "R0")], report.Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id)));
    }

    [Fact]
    public void Same_condition_with_another_action_is_a_contradiction()
    {
        var set = Screened.Set("", """{"f":"d.packages","op":"eq","v":1}""", """{"f":"d.packages","op":"eq","v":1.0}""");

        var report = RuleChecks.Check(set.With(set.Rules[1] with { Action = RuleAction.Hold }));

        Assert.Equal([(RuleFindingKind.Contradiction, "R1", "R0")], report.Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id)));
    }

    [Theory]
    [InlineData("""{"f":"d.packages","op":"gt","v":10}""", """{"f":"d.packages","op":"ge","v":10}""")]
    [InlineData("""{"f":"d.tradeMode","op":"in","v":["0110"]}""", """{"f":"d.tradeMode","op":"prefix","v":["01"]}""")]
    [InlineData("""{"f":"m.goodsDesc","op":"containsAny","v":["旧 电机"]}""", """{"f":"m.goodsDesc","op":"containsAny","v":["电机","泵"]}""")]
    [InlineData("""{"anyLine":[{"f":"hs","op":"prefix","v":["8471"]},{"f":"qty","op":"gt","v":1}]}""", """{"anyLine":[{"f":"hs","op":"prefix","v":["84"]}]}""")]
    [InlineData("""{"agg":"sum","of":"value","where":[],"cmp":"gt","v":100}""", """{"agg":"sum","of":"value","where":[],"cmp":"gt","v":50}""")]
    public void Rule_within_another_is_found_and_not_the_other_way_round(string narrow, string wide)
    {
        var report = RuleChecks.Check(Screened.Set("", narrow, wide));

        Assert.Equal([(RuleFindingKind.Subsumed, "R0", "R1")], report.Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id)));
    }

    [Fact]
    public void Rule_that_asks_for_more_is_not_subsumed_by_a_milder_one()
    {
        var set = Screened.Set("", """{"f":"d.packages","op":"gt","v":10}""", """{"f":"d.packages","op":"gt","v":5}""");

        Assert.Empty(RuleChecks.Check(set.With(set.Rules[0] with { Action = RuleAction.Scan })).Findings);
    }

    [Fact]
    public void Only_what_concerns_changed_rules_is_looked_at_again()
    {
        var dead = """{"all":[{"f":"d.packages","op":"lt","v":1},{"f":"d.packages","op":"gt","v":2}]}""";
        var set = Screened.Set("", dead, """{"f":"d.packages","op":"gt","v":5}""", """{"f":"d.packages","op":"gt","v":9}""", """{"f":"d.netWeight","op":"gt","v":9}""");
        var before = RuleSetJson.Read(RuleSetJson.Write(set with { Rules = [set.Rules[0], set.Rules[2], set.Rules[3]] })).Value!;

        var changed = RuleChanges.Of(before, set);
        var report = RuleChecks.Check(set, changed);

        Assert.Equal(["R1"], set.Rules.Select(r => r.Id).Where(changed));
        Assert.Equal([(RuleFindingKind.Subsumed, "R2", "R1")], report.Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id)));
    }

    [Fact]
    public void Lists_of_a_hundred_thousand_values_are_gone_through_once_for_each_question()
    {
        string[] values = [.. Enumerable.Range(0, 100_000).Select(i => $"91{i:D16}")];
        var lists = $$""" "all":{{Json(values)}},"most":{{Json(values[1..])}} """;
        const int Rules = 150;
        var set = Screened.Set(
            lists,
            [
                .. Enumerable.Range(0, Rules).Select(i => $$$"""{"all":[{"f":"d.consignee","op":"inList","v":"{{{(i % 2 == 0 ? "all" : "most")}}}"},{"f":"d.packages","op":"eq","v":{{{i}}}}]}"""),
                .. Enumerable.Range(0, Rules).Select(i => $$$"""{"all":[{"f":"d.consignee","op":"prefix","v":["9{{{i % 2}}}"]},{"f":"d.packages","op":"eq","v":{{{i}}}},{"f":"d.netWeight","op":"gt","v":{{{i}}}}]}"""),
                """{"f":"d.consignee","op":"inList","v":"most"}""",
                """{"all":[{"op":"fieldNe","a":"d.consignee","b":"m.consignee"},{"f":"d.consignee","op":"inList","v":"all"},{"f":"m.consignee","op":"inList","v":"most"}]}""",
            ]);

        var report = RuleChecks.Check(set);

        Assert.Equal(
            [.. Enumerable.Range(0, Rules / 2).Select(i => (RuleFindingKind.Subsumed, $"R{(2 * i) + 1}", $"R{2 * Rules}"))],
            report.Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id)));
    }

    [Fact]
    public void Each_of_thousands_of_values_that_a_test_names_is_looked_at_a_few_times()
    {
        const int Values = 4_000;
        var reads = new int[1];
        var field = new CountedValues([.. Enumerable.Range(0, Values).Select(i => RuleValue.Of($"{i:D6}"))], reads);
        ValueTest Test(TestOperator test) => new("d.tradeMode", test, field);
        var set = Screened.Set("", """{"all":[]}""", """{"all":[]}""", """{"all":[]}""", """{"all":[]}""");
        RuleCondition[] conditions =
        [
            new RuleCondition.All([new RuleCondition.Field(Test(TestOperator.In)), new RuleCondition.Field(Test(TestOperator.NotIn))]),
            new RuleCondition.All([new RuleCondition.Field(Test(TestOperator.Prefix)), new RuleCondition.Field(Test(TestOperator.NotPrefix))]),
            new RuleCondition.Field(Test(TestOperator.In)),
            new RuleCondition.Field(Test(TestOperator.Prefix)),
        ];

        var report = RuleChecks.Check(set with { Rules = [.. set.Rules.Select((r, i) => r with { When = conditions[i] })] });

        Assert.Equal(
            [(RuleFindingKind.NeverHolds, "R0"), (RuleFindingKind.NeverHolds, "R1"), (RuleFindingKind.Subsumed, "R2")],
            report.Findings.Select(f => (f.Kind, f.Rule.Id)));
        Assert.InRange(reads[0], Values, 100 * Values);
    }

    [Fact]
    public void List_within_another_and_values_of_a_list_imply_it()
    {
        const string Lists = """ "few":["a"],"some":["a","b"] """;

        Assert.Equal([(RuleFindingKind.Subsumed, "R0", "R1")], Found(InList("few"), InList("some")));
        Assert.Equal([(RuleFindingKind.Subsumed, "R0", "R1")], Found("""{"f":"d.consignee","op":"in","v":["a"]}""", InList("some")));
        Assert.Equal([(RuleFindingKind.Subsumed, "R0", "R1")], Found(InList("some"), """{"f":"d.consignee","op":"notIn","v":["c"]}"""));
        Assert.Empty(Found("""{"f":"d.consignee","op":"in","v":["a","c"]}""", InList("some")));
        Assert.Empty(Found("""{"f":"d.consignee","op":"prefix","v":["a"]}""", InList("some")));

        static string InList(string list) => $$"""{"f":"d.consignee","op":"inList","v":"{{list}}"}""";
        static IEnumerable<(RuleFindingKind, string, string)> Found(string first, string second) =>
            RuleChecks.Check(Screened.Set(Lists, first, second)).Findings.Select(f => (f.Kind, f.Rule.Id, f.Other!.Id));
    }

    [Fact]
    public void Rules_that_name_a_list_are_looked_at_again_where_it_changed_and_no_others()
    {
        var set = Screened.Set(""" "some":["a"] """, """{"f":"d.consignee","op":"inList","v":"some"}""");
        var beside = Screened.Set(""" "some":["a"],"other":["x"] """, """{"f":"d.consignee","op":"inList","v":"some"}""", """{"not":{"anyLine":[{"f":"origin","op":"inList","v":"other"}]}}""");
        var changed = RuleChanges.Of(beside, beside with { Lists = new Dictionary<string, IReadOnlyList<string>> { ["some"] = ["a"], ["other"] = ["y"] } });

        Assert.Equal((false, true), (changed("R0"), changed("R1")));

        Assert.True(RuleChanges.Of(Screened.Set(""" "some":["a","b"] """, """{"f":"d.consignee","op":"inList","v":"some"}"""), set)("R0"));
        Assert.False(RuleChanges.Of(set, set)("R0"));
    }

    [Fact]
    public void Rules_that_were_hit_are_never_called_impossible()
    {
        var report = RuleChecks.Check(CustomsWorkload.Rules with { Rules = [.. CustomsWorkload.Rules.Rules.Take(800)] });
        var hit = CustomsWorkload.Declarations.SelectMany(d => CustomsWorkload.Index.Evaluate(d.Span).Verdict!.Hits).Select(r => r.Id).ToHashSet();

        Assert.DoesNotContain(report.Findings, f => f.Kind == RuleFindingKind.NeverHolds && hit.Contains(f.Rule.Id));
        Assert.InRange(report.NotDecidedShare, 0, 0.05);
    }

    /// <summary>Counts how often one of them is looked at.</summary>
    private sealed class CountedValues(RuleValue[] values, int[] reads) : IReadOnlyList<RuleValue>
    {
        public int Count => values.Length;

        public RuleValue this[int index]
        {
            get
            {
                reads[0]++;
                return values[index];
            }
        }

        public IEnumerator<RuleValue> GetEnumerator()
        {
            for (var i = 0; i < values.Length; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static string Json(string[] values) => System.Text.Json.JsonSerializer.Serialize(values);

    private static List<RuleFindingKind> Kinds(string condition)
    {
        var set = Screened.Set(""" "empty":[],"some":["a","b"] """, condition);
        var rule = set.Rules[0] with { ValidFrom = new DateOnly(2026, 1, 1), ValidTo = new DateOnly(2026, 12, 31) };
        return [.. RuleChecks.Check(set.With(rule)).Findings.Select(f => f.Kind)];
    }
}
