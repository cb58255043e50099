using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class DecisionTableTests
{
    [Fact]
    public void Cell_that_can_only_fail_by_its_type_is_a_warning_with_its_place()
    {
        var model = Models.Compile("""
            <inputData name="n" id="n"><variable name="n" typeRef="number"/></inputData><inputData name="s" id="s"><variable name="s" typeRef="string"/></inputData>
            <decision name="d" id="d">
              <informationRequirement><requiredInput href="#n"/></informationRequirement><informationRequirement><requiredInput href="#s"/></informationRequirement>
              <decisionTable>
                <input><inputExpression><text>n</text></inputExpression></input><input><inputExpression><text>s</text></inputExpression></input><output/>
                <rule><inputEntry><text>5</text></inputEntry><inputEntry><text>"x"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                <rule><inputEntry><text>"x"</text></inputEntry><inputEntry><text>&gt; 5</text></inputEntry><outputEntry><text>1 + "a"</text></outputEntry></rule>
              </decisionTable>
            </decision>
            """);

        Assert.Empty(model.Problems);
        Assert.Equal(["rule[2]/inputEntry[1]", "rule[2]/inputEntry[2]", "rule[2]/outputEntry[1]"], model.Warnings.Select(w => w.Path[(w.Path.IndexOf("decisionTable/", StringComparison.Ordinal) + 14)..]));
        Assert.All(model.Warnings, w => Assert.Equal("dmn.types", w.Code));
    }

    [Fact]
    public void Two_outputs_of_one_name_are_a_problem() =>
        Assert.Equal("dmn.duplicate-name", Assert.Single(Models.Compile(Models.Table("UNIQUE", 1, "<output name=\"x\"/><output name=\"x\"/>", "- | 1 | 2")).Problems).Code);

    private const string Output = """<output name="out"/>""";

    [Theory]
    [InlineData("UNIQUE", 5, "\"low\"")]
    [InlineData("UNIQUE", 15, "null")]
    [InlineData("FIRST", 15, "\"low\"")]
    [InlineData("ANY", 15, "null")]
    [InlineData("RULE ORDER", 15, "[\"low\", \"middle\"]")]
    [InlineData("COLLECT", 15, "[\"low\", \"middle\"]")]
    [InlineData("UNIQUE", 99, "null")]
    public void Hit_policy_decides_which_matching_rules_speak(string policy, int value, string expected)
    {
        var model = Models.Sound(Models.Table(policy, 1, Output, "< 20 | \"low\"", "[10..30] | \"middle\"", "(30..50] | \"high\""));

        Assert.Equal(expected, ValueText.WriteLiteral(model.Ask("d", Models.Inputs(("a", value))).Value));
    }

    [Theory]
    [InlineData("SUM")]
    [InlineData("MIN")]
    [InlineData("MAX")]
    [InlineData("COUNT")]
    [InlineData("")]
    public void Outputs_that_are_not_allowed_are_not_aggregated(string aggregation)
    {
        var policy = aggregation.Length == 0 ? "RULE ORDER" : $"COLLECT\" aggregation=\"{aggregation}";
        var model = Models.Sound(Models.Table(policy, 1, "<output><outputValues><text>1, 2</text></outputValues></output>", "< 20 | 1", "[10..30] | 5"));

        Assert.Empty(model.Ask("d", Models.Inputs(("a", 5))).Reasons);
        Assert.Equal("reason.constraint", Assert.Single(model.Ask("d", Models.Inputs(("a", 15))).Reasons).Code);
        Assert.Equal(aggregation.Length > 0, model.Ask("d", Models.Inputs(("a", 15))).Value.IsNull);
    }

    [Theory]
    [InlineData("SUM", 15, "3")]
    [InlineData("MIN", 15, "1")]
    [InlineData("MAX", 15, "2")]
    [InlineData("COUNT", 15, "2")]
    [InlineData("COUNT", 99, "0")]
    [InlineData("SUM", 99, "null")]
    public void Aggregation_makes_one_value_of_all_hits(string aggregation, int value, string expected)
    {
        var model = Models.Sound(Models.Table($"COLLECT\" aggregation=\"{aggregation}", 1, Output, "< 20 | 1", "[10..30] | 2", "(30..50] | 4"));

        Assert.Equal(expected, model.Ask("d", Models.Inputs(("a", value))).Value.ToString());
    }

    [Theory]
    [InlineData("PRIORITY", "{level: \"red\", days: 1}")]
    [InlineData("OUTPUT ORDER", "[{level: \"red\", days: 1}, {level: \"yellow\", days: 3}, {level: \"yellow\", days: 5}]")]
    public void Output_values_rank_the_hits_column_by_column(string policy, string expected)
    {
        const string Outputs = """
            <output name="level"><outputValues><text>"red", "yellow", "green"</text></outputValues></output>
            <output name="days"><outputValues><text>1, 3, 5</text></outputValues></output>
            """;
        var model = Models.Sound(Models.Table(policy, 1, Outputs, "- | \"yellow\" | 5", "> 1 | \"yellow\" | 3", "> 2 | \"red\" | 1"));

        Assert.Equal(expected, model.Ask("d", Models.Inputs(("a", 3))).Value.ToString());
    }

    [Fact]
    public void Default_output_stands_in_where_no_rule_matches()
    {
        var model = Models.Sound(Models.Table("UNIQUE", 1, "<output><defaultOutputEntry><text>a * 2</text></defaultOutputEntry></output>", "1 | 10"));

        Assert.Equal(14, model.Ask("d", Models.Inputs(("a", 7))).Value);
    }

    [Fact]
    public void Several_matches_of_a_unique_table_are_told()
    {
        var result = Models.Sound(Models.Table("UNIQUE", 1, Output, "1 | 10", "1 | 20")).Ask("d", Models.Inputs(("a", 1)));

        Assert.True(result.Value.IsNull);
        Assert.Equal("reason.not-unique", Assert.Single(result.Reasons).Code);
    }

    /// <summary>What the index says must be what testing every cell says, for constants of all kinds, negations, open cells and computed ones.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Index_finds_the_rules_that_testing_every_cell_finds(int seed)
    {
        var random = new Random(seed);
        var rules = Enumerable.Range(0, 150).Select(i => $"{Cell(random)} | {Cell(random)} | {Cell(random)} | {i + 1}").ToArray();
        var model = Models.Sound(Models.Table("RULE ORDER", 3, Output, rules));
        var hits = 0;
        for (var i = 0; i < 300; i++)
        {
            var inputs = Models.Inputs(("a", Value(random)), ("b", Value(random)), ("c", Value(random)));
            var explained = model.Ask("d", inputs, new DecisionOptions { Explain = true });
            var table = Assert.Single(Assert.Single(explained.Explanation).Parts).Table!;
            var matching = table.Rules.Where(r => r.Matches).Select(r => (FeelValue)r.Number).ToList();
            hits += matching.Count;

            Assert.Equal(matching, model.Ask("d", inputs).Value.AsList ?? FeelList.Empty);
        }

        Assert.True(hits > 100, $"Only {hits} rules matched (seed {seed}).");
    }

    private static string Cell(Random random) => random.Next(13) switch
    {
        0 or 1 => "-",
        2 => $"{random.Next(10)}",
        3 => $"< {random.Next(10)}",
        4 => $">= {random.Next(10)}",
        5 => $"[{random.Next(5)}..{5 + random.Next(5)})",
        6 => $"({random.Next(5)}..{5 + random.Next(5)}], {random.Next(10)}",
        7 => $"\"t{random.Next(4)}\", \"t{random.Next(4)}\"",
        8 => random.Next(2) == 0 ? "true" : "false",
        9 => $"@\"2026-01-0{1 + random.Next(9)}\"",
        10 => $"not({random.Next(10)}, {random.Next(10)})",
        11 => $"<= {random.Next(5)} + {random.Next(5)}",
        _ => $"not(\"t{random.Next(4)}\")",
    };

    private static FeelValue Value(Random random) => random.Next(8) switch
    {
        0 or 1 or 2 => random.Next(10),
        3 => random.Next(100) / 10m,
        4 => $"t{random.Next(5)}",
        5 => random.Next(2) == 0,
        6 => Models.Date($"2026-01-0{1 + random.Next(9)}"),
        _ => random.Next(2) == 0 ? FeelValue.Null : FeelList.Of(random.Next(10), random.Next(10)),
    };
}
