using LowCode.Rules;
using LowCode.Rules.Explanations;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class ExplanationTests
{
    [Fact]
    public void Reasons_agree_with_the_verdict_on_every_hit_and_every_miss()
    {
        foreach (var declaration in CustomsWorkload.Declarations.Take(5))
        {
            var hits = CustomsWorkload.Index.Evaluate(declaration.Span).Verdict!.Hits.Select(r => r.Id).ToHashSet();

            Assert.Equal(hits.Order(StringComparer.Ordinal), CustomsWorkload.Index.Explain(declaration).Reasons.Where(r => r.Holds).Select(r => r.Rule.Id));
            foreach (var rule in CustomsWorkload.Rules.Rules.Where((r, i) => i % 10 == 0))
            {
                Assert.Equal(hits.Contains(rule.Id), CustomsWorkload.Index.Explain(declaration, rule.Id)!.Holds);
            }
        }
    }

    [Fact]
    public void Reason_names_each_condition_and_the_value_it_was_judged_by()
    {
        var reason = Reason(
            """{"all":[{"f":"d.packages","op":"ge","v":3},{"any":[{"f":"d.tradeMode","op":"eq","v":"0110"},{"not":{"f":"d.certNo","op":"isNull"}}]}]}""",
            Screened.Document("\"packages\":2,\"tradeMode\":\"0110\""));

        Assert.False(reason.Holds);
        var (packages, any) = (reason.Condition.Parts[0], reason.Condition.Parts[1]);
        Assert.Equal(("""{"f":"d.packages","op":"ge","v":3}""", false, "2"), (packages.Condition, packages.Holds, packages.Value));
        Assert.Equal(("any", true), (any.Condition, any.Holds));
        Assert.Equal((true, "\"0110\""), (any.Parts[0].Holds, any.Parts[0].Value));
        Assert.Equal(("not", false, "null"), (any.Parts[1].Condition, any.Parts[1].Holds, any.Parts[1].Parts[0].Value));
    }

    [Fact]
    public void Reason_of_a_miss_shows_the_line_that_comes_nearest()
    {
        var reason = Reason(
            """{"anyLine":[{"f":"hs","op":"prefix","v":["84"]},{"f":"origin","op":"eq","v":"JPN"},{"f":"unitPrice","op":"lt","v":5}]}""",
            Screened.Document(lines: ["""{"hs":"0201","origin":"JPN","unitPrice":9}""", """{"hs":"8471","origin":"JPN","unitPrice":9}"""]));

        Assert.Equal((false, "2"), (reason.Holds, reason.Condition.Value));
        Assert.Equal([true, true, false], reason.Condition.Parts.Select(p => p.Holds));
        Assert.Equal("9", reason.Condition.Parts[2].Value);
    }

    [Theory]
    [InlineData("""{"anyLine":[{"f":"unitPrice","op":"gt","v":3}]}""", false)]
    [InlineData("""{"not":{"anyLine":[{"f":"unitPrice","op":"gt","v":3}]}}""", true)]
    public void Rule_about_lines_is_explained_also_where_there_are_none(string condition, bool holds) =>
        Assert.Equal(holds, Reason(condition, Screened.Document()).Holds);

    [Fact]
    public void Reason_shows_what_was_computed_and_compared()
    {
        var document = Screened.Document("\"grossWeight\":120", "\"grossWeight\":100", """{"hs":"8471","value":1.5}""", """{"hs":"8472","value":2}""");

        Assert.Equal("3.5", Reason("""{"agg":"sum","of":"value","where":[],"cmp":"gt","v":3}""", document).Condition.Value);
        Assert.Equal("120, 100", Reason("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":0.2}""", document).Condition.Value);
    }

    [Fact]
    public void Rule_out_of_force_says_so()
    {
        var set = Screened.Set("", """{"all":[]}""");
        var index = RuleIndex.Compile(set.With(set.Rules[0] with { ValidTo = new DateOnly(2026, 6, 14) }));

        var reason = index.Explain(Screened.Document(), "R0")!;

        Assert.Equal((false, false, true), (reason.Holds, reason.IsInForce, reason.Condition.Holds));
    }

    [Fact]
    public void Nothing_is_explained_of_an_unknown_rule_or_a_broken_document()
    {
        var index = RuleIndex.Compile(Screened.Set("", """{"all":[]}"""));

        Assert.Null(index.Explain(Screened.Document(), "R9"));
        Assert.Null(index.Explain("{}"u8.ToArray(), "R0"));
        Assert.Empty(index.Explain("{}"u8.ToArray()).Reasons);
    }

    [Fact]
    public void Explanation_of_very_many_rules_ends_and_counts_what_it_leaves_out()
    {
        var conditions = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"f":"d.packages","op":"ge","v":{{i}}}"""));
        var index = RuleIndex.Compile(Screened.Set("", [.. Enumerable.Range(0, 3_000).Select(_ => $$"""{"all":[{{conditions}}]}""")]));

        var explained = index.Explain(Screened.Document("\"packages\":100"));

        Assert.Equal(3_000, explained.Reasons.Count + explained.LeftOut);
        Assert.InRange(explained.Reasons.Sum(r => r.Condition.Parts.Count), 1, ExplanationBudget.MostParts);
        Assert.InRange(explained.LeftOut, 1, 2_999);
        Assert.All(explained.Reasons, r => Assert.True(r.Holds));
        Assert.Equal(explained.Reasons.Count * 50, explained.Reasons.Sum(r => r.Condition.Parts.Count + r.Condition.LeftOut));
    }

    [Fact]
    public void Lines_are_looked_at_so_often_and_then_the_other_rules_are_left_out()
    {
        var index = RuleIndex.Compile(Screened.Set("", [.. Enumerable.Range(0, 300).Select(i => $$$"""{"not":{"anyLine":[{"f":"qty","op":"gt","v":{{{i + 10}}}}]}}""")]));
        var document = Screened.Document("", "", [.. Enumerable.Repeat("""{"qty":1}""", 10_000)]);

        var explained = index.Explain(document);

        Assert.Equal((100, 200), (explained.Reasons.Count, explained.LeftOut));
        Assert.True(index.Explain(document, "R299")!.Holds);
    }

    [Fact]
    public void Long_lists_and_values_are_cut_and_stay_json()
    {
        var values = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{i:D6}\""));

        var reason = Reason($$"""{"f":"d.tradeMode","op":"notIn","v":[{{values}}]}""", Screened.Document($"\"tradeMode\":\"{new string('x', 100_000)}\""));

        var told = System.Text.Json.Nodes.JsonNode.Parse(reason.Condition.Condition)!["v"]!.AsArray();
        Assert.Equal((true, 21, "… (+980)"), (reason.Holds, told.Count, (string)told[20]!));
        Assert.Equal(501, reason.Condition.Value!.Length);
    }

    [Fact]
    public void Values_of_long_lists_of_the_document_are_looked_up_not_compared_in_pairs()
    {
        var (many, more) = (Texts(20_000), Texts(20_001));

        Assert.False(Reason("""{"op":"missingIn","a":"d.containers","b":"m.containers"}""", Screened.Document($"\"containers\":[{many}]", $"\"containers\":[{more}]")).Holds);
        Assert.True(Reason("""{"op":"missingIn","a":"d.containers","b":"m.containers"}""", Screened.Document($"\"containers\":[{more}]", $"\"containers\":[{many}]")).Holds);

        static string Texts(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"C{i}\""));
    }

    private static RuleReason Reason(string condition, byte[] document) => RuleIndex.Compile(Screened.Set("", condition)).Explain(document, "R0")!;
}
