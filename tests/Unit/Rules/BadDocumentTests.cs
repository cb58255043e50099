using System.Globalization;
using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Rules.Index;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>Documents that cannot be judged are refused with every reason and its place.</summary>
public sealed class BadDocumentTests
{
    private static readonly RuleIndex _index = RuleIndex.Compile(Screened.Set("", """{"f":"d.packages","op":"ge","v":1}"""));

    [Theory]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","packages":"3","lines":[]},"m":{}}""", "/d/packages", "document.kind")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","pakages":3,"lines":[]},"m":{}}""", "/d/pakages", "document.unknown")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","packages":3.00001,"lines":[]},"m":{}}""", "/d/packages", "document.number")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","packages":1e13,"lines":[]},"m":{}}""", "/d/packages", "document.number")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","packages":1,"packages":1,"lines":[]},"m":{}}""", "/d/packages", "document.twice")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-31","lines":[]},"m":{}}""", "/d/declareDate", "document.date")]
    [InlineData("""{"d":{"declarationNo":1,"declareDate":"2026-06-01","lines":[]},"m":{}}""", "/d/declarationNo", "document.kind")]
    [InlineData("""{"d":{"declareDate":"2026-06-01","lines":[]},"m":{}}""", "/d/declarationNo", "document.missing")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01"},"m":{}}""", "/d/lines", "document.missing")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[]}}""", "/m", "document.missing")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":{}},"m":{}}""", "/d/lines", "document.kind")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[{},7]},"m":{}}""", "/d/lines/1", "document.kind")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[{},{"hs":84}]},"m":{}}""", "/d/lines/1/hs", "document.kind")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[{},{"colour":84}]},"m":{}}""", "/d/lines/1/colour", "document.unknown")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","containers":["A",2],"lines":[]},"m":{}}""", "/d/containers/1", "document.kind")]
    [InlineData("""{"d":{"declarationNo":"\ud800","declareDate":"2026-06-01","lines":[]},"m":{}}""", "", "document.broken-text")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[]},"m":{}} {}""", "", "document.not-json")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-01","lines":[]},"m":{}""", "", "document.not-json")]
    [InlineData("", "", "document.not-json")]
    public void Problem_is_told_with_its_place(string json, string path, string code)
    {
        var evaluation = _index.Evaluate(Encoding.UTF8.GetBytes(json));

        Assert.Null(evaluation.Verdict);
        var problem = Assert.Single(evaluation.Problems!);
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }

    [Fact]
    public void Name_that_nobody_knows_is_told_as_a_pointer_and_not_longer_than_people_read()
    {
        var name = "a/b~" + new string('x', 10_000);

        var problem = Assert.Single(_index.Evaluate(Screened.Document($"\"{name}\":1")).Problems!);

        Assert.Equal($"/d/a~1b~0{new string('x', 56)}…", problem.Path);
        Assert.InRange(problem.Message.Length, 1, 2_000);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var evaluation = _index.Evaluate("""{"d":{"packages":"3","lines":[{"qty":true}],"x":0},"m":[]}"""u8);

        Assert.Equal(
            ["/d/declarationNo", "/d/declareDate", "/d/lines/0/qty", "/d/packages", "/d/x", "/m"],
            evaluation.Problems!.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Problem_says_what_was_expected_and_what_came()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var evaluation = _index.Evaluate(Screened.Document("\"packages\":\"3\""));

        Assert.Equal("Expected a number, but got text 3.", Assert.Single(evaluation.Problems!).Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var json = Screened.Document("\"consignee\":\"?\"");
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;

        Assert.Equal("document.not-utf8", Assert.Single(_index.Evaluate(json).Problems!).Code);
    }

    [Fact]
    public void A_good_document_is_judged_after_a_bad_one()
    {
        Assert.NotNull(_index.Evaluate("[]"u8).Problems);

        Assert.Equal(1, _index.Evaluate(Screened.Document("\"packages\":3")).Verdict!.HitCount);
    }

    [Fact]
    public void Longest_declaration_is_judged_and_a_longer_one_is_refused_in_words()
    {
        string[] exactly = [.. Both("hs", "", 5000), .. Both("qty", """{"f":"hs","op":"ne","v":"0"}""", 3)];
        var index = RuleIndex.Compile(Screened.Set("", exactly));
        var lines = Enumerable.Range(0, 10_000).Select(i => $$"""{"no":{{i}},"hs":"{{i % 5000}}","qty":{{(i % 5000 == 0 ? 99 : i % 3)}}}""").ToList();

        Assert.Equal(exactly.Length, index.Evaluate(Screened.Document("", "", [.. lines])).Verdict!.HitCount);
        var refused = index.Evaluate(Screened.Document("", "", [.. lines, "{}", "{}"]));

        Assert.Equal(("/d/lines", "document.too-many-lines"), (Assert.Single(refused.Problems!).Path, refused.Problems![0].Code));

        static IEnumerable<string> Both(string field, string where, int count) => new[] { "ge", "le" }
            .Select(compared => $$"""{"agg":"distinct","of":"{{field}}","where":[{{where}}],"cmp":"{{compared}}","v":{{count}}}""");
    }

    [Fact]
    public void Problems_can_be_told_without_what_stands_in_the_document()
    {
        var document = Screened.Document("\"packages\":\"13812340000\",\"grossWeight\":138123.40001,\"tradeMode\":13812340000", "", """{"hs":13812340000,"qty":"13812340000"}""");

        var told = _index.ProblemsWithoutValues(document);

        Assert.Equal(_index.Evaluate(document).Problems!.Select(p => (p.Path, p.Code)), told.Select(p => (p.Path, p.Code)));
        Assert.Equal(5, told.Count);
        Assert.DoesNotContain(told, p => p.Message.Contains("13812", StringComparison.Ordinal));
        Assert.Contains("13812340000", _index.Evaluate(document).Problems![0].Message, StringComparison.Ordinal);
        Assert.Empty(_index.ProblemsWithoutValues(Screened.Document()));
    }

    [Fact]
    public void Documents_of_a_hundred_parts_are_read_and_a_part_that_comes_twice_is_told()
    {
        var fields = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"name":"p{{i}}.n","kind":"text"}""").Append("""{"name":"p0.day","kind":"date"}"""));
        var index = RuleIndex.Compile(RuleSetJson.Read(Encoding.UTF8.GetBytes(
            $$$"""{"document":{"documentId":"parts","number":"p0.n","date":"p0.day","fields":[{{{fields}}}]},"rules":[{"id":"R","action":"NOTE","when":{"f":"p99.n","op":"eq","v":"x"}}]}""")).Value!);
        string[] parts = ["\"p0\":{\"day\":\"2026-06-15\"}", .. Enumerable.Range(1, 99).Select(i => $"\"p{i}\":{{\"n\":\"x\"}}")];

        Assert.Equal(1, index.Evaluate(Encoding.UTF8.GetBytes($"{{{string.Join(',', parts)}}}")).Verdict!.HitCount);
        var twice = Assert.Single(index.Evaluate(Encoding.UTF8.GetBytes($"{{{string.Join(',', parts)},\"p64\":{{}}}}")).Problems!);
        Assert.Equal(("/p64", "document.twice"), (twice.Path, twice.Code));
        var missing = Assert.Single(index.Evaluate(Encoding.UTF8.GetBytes($"{{{string.Join(',', parts[..^1])}}}")).Problems!);
        Assert.Equal(("/p99", "document.missing"), (missing.Path, missing.Code));
    }

    [Fact]
    public void Room_that_a_large_document_took_is_given_back_after_many_small_ones()
    {
        Assert.NotNull(_index.Evaluate(Screened.Document("", "", [.. Enumerable.Repeat("{}", 10_000)])).Verdict);
        Assert.InRange(Workspace.OfThread.Document.Cells.Length, 10_000, int.MaxValue);

        for (var i = 0; i <= Workspace.FewSmall + 1; i++)
        {
            Assert.NotNull(_index.Evaluate(Screened.Document("\"packages\":3")).Verdict);
        }

        Assert.InRange(Workspace.OfThread.Document.Cells.Length, 1, 1_000);
        Assert.InRange(Workspace.OfThread.Keys.Cells.Length, 1, 1_000);
    }

    [Fact]
    public void Of_very_many_problems_the_first_are_told_and_the_others_counted()
    {
        var index = RuleIndex.Compile(Screened.Set("", """{"all":[]}"""));

        var refused = index.Evaluate(Screened.Document("", "", [.. Enumerable.Repeat("""{"qty":"three"}""", 5_000)]));

        Assert.Equal(101, refused.Problems!.Count);
        Assert.Equal("document.more-problems", refused.Problems[^1].Code);
        Assert.Contains("4900", refused.Problems[^1].Message, StringComparison.Ordinal);
    }
}
