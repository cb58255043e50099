using System.Text;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>What each condition means, on documents of a few fields.</summary>
public sealed class ConditionTests
{
    private const string Line1 = """{"hs":"8471300000","desc":"旧 电机","origin":"JPN","unitPrice":10,"value":100,"qty":10}""";
    private const string Line2 = """{"hs":"0201300000","desc":"牛肉","origin":"AUS","unitPrice":5.5,"value":55,"qty":null}""";

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    [InlineData(64, true)]
    [InlineData(65, true)]
    [InlineData(100_000, true)]
    public void Long_lists_are_compared_as_short_ones_are(int count, bool isOneMissing)
    {
        static string Names(int from, int count) => string.Join(',', Enumerable.Range(from, count).Select(i => $"\"C{i:000000}\""));
        var document = Screened.Document($"\"containers\":[{Names(isOneMissing ? 0 : 1, count)}]", $"\"containers\":[{Names(1, count)}]", Line1);

        Assert.Equal(isOneMissing, Screened.Holds("""{"op":"missingIn","a":"d.containers","b":"m.containers"}""", document, ""));
    }

    [Theory]
    [InlineData("""{"f":"d.tradeMode","op":"eq","v":"0110"}""", true)]
    [InlineData("""{"f":"d.tradeMode","op":"ne","v":"0110"}""", false)]
    [InlineData("""{"f":"d.tradeMode","op":"in","v":["0214","0110"]}""", true)]
    [InlineData("""{"f":"d.tradeMode","op":"notIn","v":["0214"]}""", true)]
    [InlineData("""{"f":"d.tradeMode","op":"prefix","v":["02","01"]}""", true)]
    [InlineData("""{"f":"d.tradeMode","op":"notPrefix","v":["01"]}""", false)]
    [InlineData("""{"f":"d.tradeMode","op":"inList","v":"modes"}""", true)]
    [InlineData("""{"f":"m.goodsDesc","op":"containsAny","v":["泵","电机"]}""", true)]
    [InlineData("""{"f":"m.goodsDesc","op":"containsAny","v":["电机床"]}""", false)]
    [InlineData("""{"f":"d.packages","op":"between","v":[3,3]}""", true)]
    [InlineData("""{"f":"d.packages","op":"in","v":[1,2]}""", false)]
    [InlineData("""{"f":"d.packages","op":"lt","v":3}""", false)]
    [InlineData("""{"f":"d.packages","op":"le","v":3}""", true)]
    [InlineData("""{"f":"d.packages","op":"gt","v":2.9999}""", true)]
    [InlineData("""{"f":"d.importDate","op":"lt","v":"2026-06-01"}""", true)]
    [InlineData("""{"f":"d.rcepClaim","op":"eq","v":true}""", true)]
    [InlineData("""{"f":"d.certNo","op":"isNull"}""", true)]
    [InlineData("""{"f":"d.certNo","op":"notNull"}""", false)]
    [InlineData("""{"f":"d.certNo","op":"ne","v":"x"}""", false)]
    [InlineData("""{"f":"d.certNo","op":"notPrefix","v":["x"]}""", false)]
    [InlineData("""{"f":"d.certNo","op":"notIn","v":["x"]}""", false)]
    [InlineData("""{"not":{"f":"d.certNo","op":"prefix","v":["x"]}}""", true)]
    [InlineData("""{"f":"d.voyage","op":"isNull"}""", true)]
    [InlineData("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":0.2}""", false)]
    [InlineData("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"ge","v":0.2}""", true)]
    [InlineData("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":0.1999}""", true)]
    [InlineData("""{"op":"ratio","a":"m.grossWeight","b":"d.grossWeight","cmp":"lt","v":0.9}""", true)]
    [InlineData("""{"op":"ratio","a":"d.netWeight","b":"d.grossWeight","cmp":"lt","v":0.9}""", false)]
    [InlineData("""{"op":"fieldNe","a":"d.packages","b":"m.packages"}""", true)]
    [InlineData("""{"op":"fieldNe","a":"d.consignee","b":"m.consignee"}""", false)]
    [InlineData("""{"op":"fieldNe","a":"d.containers","b":"m.containers"}""", true)]
    [InlineData("""{"op":"missingIn","a":"d.containers","b":"m.containers"}""", false)]
    [InlineData("""{"op":"missingIn","a":"m.containers","b":"d.containers"}""", true)]
    [InlineData("""{"anyLine":[{"f":"hs","op":"prefix","v":["8471"]},{"f":"origin","op":"eq","v":"JPN"}]}""", true)]
    [InlineData("""{"anyLine":[{"f":"hs","op":"prefix","v":["8471"]},{"f":"origin","op":"eq","v":"AUS"}]}""", false)]
    [InlineData("""{"anyLine":[]}""", true)]
    [InlineData("""{"anyLine":[{"f":"qty","op":"isNull"}]}""", true)]
    [InlineData("""{"agg":"sum","of":"value","where":[],"cmp":"ge","v":155}""", true)]
    [InlineData("""{"agg":"sum","of":"value","where":[{"f":"hs","op":"prefix","v":["02"]}],"cmp":"gt","v":55}""", false)]
    [InlineData("""{"agg":"sum","of":"value","where":[{"f":"hs","op":"prefix","v":["99"]}],"cmp":"lt","v":1}""", true)]
    [InlineData("""{"agg":"count","of":"no","where":[],"cmp":"ge","v":2}""", true)]
    [InlineData("""{"agg":"distinct","of":"origin","where":[],"cmp":"ge","v":3}""", false)]
    [InlineData("""{"agg":"max","of":"unitPrice","where":[],"cmp":"gt","v":9.9}""", true)]
    [InlineData("""{"agg":"min","of":"unitPrice","where":[],"cmp":"lt","v":5.5001}""", true)]
    [InlineData("""{"agg":"max","of":"unitPrice","where":[{"f":"hs","op":"prefix","v":["99"]}],"cmp":"lt","v":1000}""", false)]
    [InlineData("""{"any":[{"f":"d.packages","op":"gt","v":5},{"anyLine":[{"f":"desc","op":"containsAny","v":["牛"]}]}]}""", true)]
    [InlineData("""{"not":{"anyLine":[{"f":"desc","op":"containsAny","v":["牛"]}]}}""", false)]
    [InlineData("""{"any":[]}""", false)]
    public void Condition_holds_as_declared(string condition, bool holds)
    {
        var document = Screened.Document(
            """
            "tradeMode":"0110","packages":3,"importDate":"2026-05-31","rcepClaim":true,"certNo":null,"grossWeight":120,"netWeight":108,
            "consignee":"某某公司","containers":["A","B"]
            """,
            """ "grossWeight":100,"packages":4,"consignee":"\u67d0某公司","containers":["A","B","C"],"goodsDesc":"旧\u7535机" """,
            Line1,
            Line2);

        Assert.Equal(holds, Screened.Holds(condition, document, """ "modes":["0214","0110"] """));
    }

    [Theory]
    [InlineData("0.0001", "0.0002", true)]
    [InlineData("9999999999999.9999", "9999999999999.9998", true)]
    [InlineData("-9999999999999.9999", "9999999999999.9999", true)]
    [InlineData("1e2", "100.00000", false)]
    public void Largest_and_smallest_numbers_are_compared_exactly(string a, string b, bool differ)
    {
        var document = Screened.Document($"\"grossWeight\":{a}", $"\"grossWeight\":{b}");

        Assert.Equal(differ, Screened.Holds("""{"op":"fieldNe","a":"d.grossWeight","b":"m.grossWeight"}""", document));
        Assert.Equal(differ, Screened.Holds("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":0}""", document));
        Assert.False(Screened.Holds("""{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":9999999999999}""", document));
    }

    [Fact]
    public void Lines_by_the_thousand_are_added_up()
    {
        var lines = Enumerable.Range(1, 10_000).Select(i => $$"""{"no":{{i}},"hs":"84{{i:D8}}","value":9999999999999.9999}""").ToArray();
        var document = Screened.Document(lines: lines);

        Assert.True(Screened.Holds("""{"agg":"sum","of":"value","where":[],"cmp":"gt","v":9999999999999.9999}""", document));
        Assert.True(Screened.Holds("""{"agg":"count","of":"no","where":[{"f":"hs","op":"prefix","v":["84"]}],"cmp":"ge","v":10000}""", document));
        Assert.False(Screened.Holds("""{"agg":"count","of":"no","where":[],"cmp":"gt","v":10000}""", document));
    }

    [Fact]
    public void Rule_holds_on_the_days_of_its_validity_only()
    {
        string[] Hits(string from, string to)
        {
            var json = $$"""{"rules":[{"id":"R","action":"NOTE","when":{"all":[]},"validFrom":"{{from}}","validTo":"{{to}}"}]}""";
            var set = LowCode.Definitions.Rules.RuleSetJson.Read(Encoding.UTF8.GetBytes(json)).Value!;
            return [.. LowCode.Rules.RuleIndex.Compile(set).Evaluate(Screened.Document()).Verdict!.Hits.Select(r => r.Id)];
        }

        Assert.Equal(["R"], Hits("2026-06-15", "2026-06-15"));
        Assert.Empty(Hits("2026-06-16", "2026-12-31"));
        Assert.Empty(Hits("2026-01-01", "2026-06-14"));
    }

    [Fact]
    public void Watch_list_of_100_000_entries_is_met_by_its_entries_only()
    {
        var entries = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"9144{i:D14}\""));
        var condition = """{"f":"d.consignee","op":"inList","v":"watched"}""";

        Assert.True(Screened.Holds(condition, Screened.Document("\"consignee\":\"914400000000077777\""), $"\"watched\":[{entries}]"));
        Assert.False(Screened.Holds(condition, Screened.Document("\"consignee\":\"914400000000100000\""), $"\"watched\":[{entries}]"));
    }
}
