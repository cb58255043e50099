using System.Globalization;
using System.Text;
using LowCode.Definitions.Rules;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class RuleSetJsonTests
{
    [Fact]
    public void Roles_that_may_read_a_set_are_written_as_they_are_read()
    {
        var set = RuleSetJson.Read("""{"seenBy":["analyst","rule-maker"],"rules":[]}"""u8.ToArray()).Value!;

        Assert.Equal(["analyst", "rule-maker"], RuleSetJson.Read(RuleSetJson.Write(set)).Value!.SeenBy);
        Assert.DoesNotContain("seenBy", Encoding.UTF8.GetString(RuleSetJson.Write(set with { SeenBy = [] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_that_is_written_is_read_back_the_same()
    {
        var written = RuleSetJson.Write(CustomsWorkload.Rules);
        var again = RuleSetJson.Read(written);

        Assert.True(again.IsValid);
        Assert.Equal(written, RuleSetJson.Write(again.Value));
        Assert.Equal(5000, again.Value.Rules.Count);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(-10_000, null)]
    [InlineData(10_001, "/rules/0/score rule.range")]
    [InlineData(int.MinValue, "/rules/0/score rule.range")]
    public void Score_is_bounded_so_that_those_of_all_rules_can_be_added(int score, string? expected)
    {
        var json = $$$"""{"rules":[{"id":"R","action":"INSPECT","score":{{{score}}},"when":{"any":[]}}]}""";

        var read = RuleSetJson.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(expected, read.Problems.Select(p => $"{p.Path} {p.Code}").SingleOrDefault());
    }

    [Fact]
    public void Name_and_stored_tests_are_kept()
    {
        var json = """{"ruleSetId":"r","name":{"zh-CN":"准入","en":"Admission"},"rules":[],"tests":[{"name":"t","document":{"d":{"packages":1.50}},"hits":["R1"]}]}""";

        var again = RuleSetJson.Read(RuleSetJson.Write(RuleSetJson.Read(Encoding.UTF8.GetBytes(json)).Value!)).Value!;

        Assert.Equal(("r", "准入"), (again.RuleSetId, again.Name!.ByLanguage["zh-CN"]));
        var test = Assert.Single(again.Tests);
        Assert.Equal(("t", """{"d":{"packages":1.50}}"""), (test.Name, Encoding.UTF8.GetString(test.Document.Span)));
        Assert.Equal(["R1"], test.Hits);
    }

    [Theory]
    [InlineData("""{"f":"d.pakages","op":"eq","v":1}""", "/rules/0/when/f", "rule.unknown-field")]
    [InlineData("""{"anyLine":[{"f":"hs","op":"prefix","v":["84"]},{"f":"color","op":"eq","v":"x"}]}""", "/rules/0/when/anyLine/1/f", "rule.unknown-line-field")]
    [InlineData("""{"f":"d.packages","op":"eq","v":"3"}""", "/rules/0/when/v", "rule.value-kind")]
    [InlineData("""{"f":"d.tradeMode","op":"eq","v":110}""", "/rules/0/when/v", "rule.value-kind")]
    [InlineData("""{"f":"d.rcepClaim","op":"eq","v":1}""", "/rules/0/when/v", "rule.value-kind")]
    [InlineData("""{"f":"d.tradeMode","op":"in","v":"0110"}""", "/rules/0/when/v", "rule.value-kind")]
    [InlineData("""{"f":"d.tradeMode","op":"in","v":[]}""", "/rules/0/when/v", "rule.values")]
    [InlineData("""{"f":"d.tradeMode","op":"lt","v":"0110"}""", "/rules/0/when/op", "rule.operator")]
    [InlineData("""{"f":"d.packages","op":"prefix","v":["3"]}""", "/rules/0/when/op", "rule.operator")]
    [InlineData("""{"f":"d.packages","op":"near","v":3}""", "/rules/0/when/op", "document.unknown-word")]
    [InlineData("""{"f":"d.packages","op":"between","v":[3]}""", "/rules/0/when/v", "rule.pair")]
    [InlineData("""{"f":"d.packages","op":"eq"}""", "/rules/0/when/v", "document.missing-member")]
    [InlineData("""{"f":"d.packages","op":"isNull","v":1}""", "/rules/0/when/v", "rule.no-value")]
    [InlineData("""{"f":"d.packages","op":"eq","v":0.00001}""", "/rules/0/when/v", "rule.places")]
    [InlineData("""{"f":"d.packages","op":"eq","v":10000000000000}""", "/rules/0/when/v", "rule.range")]
    [InlineData("""{"f":"d.importDate","op":"lt","v":"2026-02-30"}""", "/rules/0/when/v", "rule.date")]
    [InlineData("""{"f":"d.consignee","op":"inList","v":"WL2"}""", "/rules/0/when/v", "rule.unknown-list")]
    [InlineData("""{"anyLine":[{"f":"desc","op":"containsAny","v":["泵",""]}]}""", "/rules/0/when/anyLine/0/v/1", "rule.value-kind")]
    [InlineData("""{"op":"relDiff","a":"d.consignee","b":"m.grossWeight","cmp":"gt","v":1}""", "/rules/0/when/a", "rule.wrong-kind")]
    [InlineData("""{"op":"fieldNe","a":"d.consignee","b":"m.packages"}""", "/rules/0/when", "rule.kinds-differ")]
    [InlineData("""{"op":"missingIn","a":"d.containers","b":"d.packages"}""", "/rules/0/when/b", "rule.wrong-kind")]
    [InlineData("""{"op":"same","a":"d.packages","b":"m.packages"}""", "/rules/0/when/op", "document.unknown-word")]
    [InlineData("""{"agg":"sum","of":"hs","where":[],"cmp":"gt","v":1}""", "/rules/0/when/of", "rule.wrong-kind")]
    [InlineData("""{"agg":"average","of":"value","where":[],"cmp":"gt","v":1}""", "/rules/0/when/agg", "document.unknown-word")]
    [InlineData("""{"all":[],"any":[]}""", "/rules/0/when", "rule.shape")]
    [InlineData("""{"all":[{"not":{}}]}""", "/rules/0/when/all/0/not", "rule.shape")]
    [InlineData("""{"all":[3]}""", "/rules/0/when/all/0", "document.wrong-type")]
    [InlineData("""{"all":{}}""", "/rules/0/when/all", "document.wrong-type")]
    [InlineData("""{"f":"d.packages","op":"eq","v":3,"unit":"t"}""", "/rules/0/when/unit", "document.unknown-member")]
    public void Wrong_condition_is_told_with_its_place(string condition, string path, string code)
    {
        var read = RuleSetJson.Read(Encoding.UTF8.GetBytes($$"""{"lists":{"WL":["a"]},"rules":[{"id":"R","action":"NOTE","when":{{condition}}}]}"""));

        var problem = Assert.Single(read.Problems);
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var read = RuleSetJson.Read("""
            {"rules":[
              {"id":"A","action":"STOP","validFrom":"2026-07-01","validTo":"2026-06-01","when":{"f":"d.x","op":"eq","v":1}},
              {"id":"A","action":"NOTE","score":"5"}]}
            """u8.ToArray());

        Assert.Equal(
            [
                ("/rules/0/action", "document.unknown-word"), ("/rules/0/validFrom", "rule.validity"), ("/rules/0/when/f", "rule.unknown-field"),
                ("/rules/1/id", "document.duplicate"), ("/rules/1/score", "document.wrong-type"), ("/rules/1/when", "document.missing-member"),
            ],
            read.Problems.Select(p => (p.Path, p.Code)).Order());
    }

    [Fact]
    public void Problem_says_what_was_expected_and_what_came()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var read = RuleSetJson.Read("""{"rules":[{"id":"R","action":"NOTE","when":{"f":"d.packages","op":"eq","v":"3"}}]}"""u8.ToArray());

        Assert.Equal("Expected a number, but got text \"3\".", Assert.Single(read.Problems).Message);
    }

    [Fact]
    public void Set_about_a_document_of_its_own_knows_that_documents_fields()
    {
        const string Document = """
            {"documentId":"permit","number":"p.no","date":"p.day","lines":"p.items",
             "fields":[{"name":"p.no","kind":"text","required":true},{"name":"p.day","kind":"date","required":true},{"name":"p.area","kind":"number"}],
             "lineFields":[{"name":"code","kind":"text"}]}
            """;
        var good = RuleSetJson.Read(Encoding.UTF8.GetBytes($$$"""{"document":{{{Document}}},"rules":[{"id":"R","action":"SCAN","when":{"f":"p.area","op":"gt","v":90.5}}]}"""));
        var bad = RuleSetJson.Read(Encoding.UTF8.GetBytes($$$"""{"document":{{{Document}}},"rules":[{"id":"R","action":"SCAN","when":{"f":"d.packages","op":"gt","v":90}}]}"""));

        Assert.True(good.IsValid);
        Assert.Equal("rule.unknown-field", Assert.Single(bad.Problems).Code);
        var verdict = LowCode.Rules.RuleIndex.Compile(good.Value).Evaluate("""{"p":{"no":"7","day":"2026-01-02","area":90.6,"items":[]}}"""u8).Verdict!;
        Assert.Equal(("7", 1), (verdict.Number, verdict.HitCount));
    }

    [Theory]
    [InlineData("""{"documentId":"p","number":"p.nr","date":"p.day","fields":[{"name":"p.day","kind":"date"}],"lineFields":[]}""", "/document/number")]
    [InlineData("""{"documentId":"p","number":"p.day","date":"p.day","fields":[{"name":"p.day","kind":"date"}],"lineFields":[]}""", "/document/number")]
    [InlineData("""{"documentId":"p","number":"p.no","date":"p.day","fields":[{"name":"p.no","kind":"text"},{"name":"p.day","kind":"date"},{"name":"x","kind":"text"}]}""", "/document/fields/2/name")]
    public void Wrong_document_schema_is_told_with_its_place(string document, string path)
    {
        var read = RuleSetJson.Read(Encoding.UTF8.GetBytes($$"""{"document":{{document}},"rules":[]}"""));

        Assert.Equal(path, Assert.Single(read.Problems).Path);
    }
}
