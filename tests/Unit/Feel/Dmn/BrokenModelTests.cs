using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>What is wrong with a part of a model is told, and the part decides nothing.</summary>
public sealed class BrokenModelTests
{
    private const string Import = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    [Theory]
    [InlineData("> 5 and < 8")]
    [InlineData("100 200")]
    [InlineData("[1..200] x")]
    [InlineData("100, (")]
    public void A_cell_with_mistakes_never_holds_by_its_beginning(string cell)
    {
        var model = Models.Compile(Models.Table("UNIQUE", 1, "<output/>", $"{cell} | \"hit\""));

        var result = model.Ask("d", Models.Inputs(("a", 100)), new DecisionOptions { Explain = true });

        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Reasons, r => r.Path.EndsWith("rule[1]/inputEntry[1]", StringComparison.Ordinal));
        Assert.False(Assert.Single(Assert.Single(result.Explanation).Parts).Table!.Rules[0].Matches);
        Assert.All(model.Problems, p => Assert.Equal("dmn.expression", p.Code));
        Assert.NotEmpty(model.Problems);
    }

    [Fact]
    public void Output_values_with_mistakes_rank_nothing_by_their_beginning()
    {
        var model = Models.Compile(Models.Table("OUTPUT ORDER", 1, "<output><outputValues><text>\"b\", \"a\" \"c\"</text></outputValues></output>", "- | \"a\"", "- | \"b\""));

        Assert.NotEqual("[\"b\", \"a\"]", model.Ask("d", Models.Inputs(("a", 1))).Value.ToString());
        Assert.NotEmpty(model.Problems);
    }

    [Fact]
    public void A_default_output_outside_of_the_allowed_ones_is_null_with_a_reason()
    {
        const string Output = "<output><outputValues><text>\"a\", \"b\"</text></outputValues><defaultOutputEntry><text>\"{0}\"</text></defaultOutputEntry></output>";

        Assert.Equal("b", Ask("b").Value.ToString());
        Assert.Equal(("null", "reason.constraint"), (Ask("z").Value.ToString(), Assert.Single(Ask("z").Reasons).Code));

        static DecisionResult Ask(string otherwise) =>
            Models.Compile(Models.Table("UNIQUE", 1, Output.Replace("{0}", otherwise, StringComparison.Ordinal), "1 | \"a\"")).Ask("d", Models.Inputs(("a", 2)));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("three")]
    public void Decisions_in_a_circle_give_null_and_say_that_they_need_each_other(string asked)
    {
        var model = Models.Compile("""
            <decision name="one" id="one"><informationRequirement><requiredDecision href="#two"/></informationRequirement><literalExpression><text>if two = null then 1 else 2</text></literalExpression></decision>
            <decision name="two" id="two"><informationRequirement><requiredDecision href="#three"/></informationRequirement><literalExpression><text>if three = null then 1 else 2</text></literalExpression></decision>
            <decision name="three" id="three"><informationRequirement><requiredDecision href="#one"/></informationRequirement><literalExpression><text>if one = null then 1 else 2</text></literalExpression></decision>
            """);

        var result = model.Ask(asked, DecisionInputs.None);

        Assert.True(result.Value.IsNull);
        Assert.All(result.Reasons, r => Assert.Equal("reason.cycle", r.Code));
        Assert.Contains(result.Reasons, r => r.Path == $"definitions/decision[{asked}]" && r.Text.Contains("one → two → three → one", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_chain_of_imports_is_a_problem()
    {
        var others = Enumerable.Range(0, 20_000).Select(i => Chained(i, "<decision name=\"x\" id=\"x\"><literalExpression><text>1</text></literalExpression></decision>"));

        var model = DecisionModel.Compile(Chained(-1, "<decision name=\"d\"><literalExpression><text>2</text></literalExpression></decision>"), others);

        Assert.Equal("dmn.import-too-deep", Assert.Single(model.Problems).Code);
        Assert.Equal(2, model.Ask("d", DecisionInputs.None).Value);
    }

    [Fact]
    public void Types_that_are_imported_by_ever_more_ways_are_a_problem()
    {
        var others = Enumerable.Range(0, 50).Select(i => Models.Read($"""
            <import name="a" namespace="urn:{i + 1}" importType="{Import}"/><import name="b" namespace="urn:{i + 1}" importType="{Import}"/>
            <itemDefinition name="T"><typeRef>number</typeRef></itemDefinition>
            """, $"urn:{i}")).Append(Models.Read("", "urn:50"));

        var model = DecisionModel.Compile(Chained(-1, ""), others);

        Assert.Contains(model.Problems, p => p.Code == "dmn.too-many-types");
    }

    [Fact]
    public void A_rule_with_too_few_cells_is_a_problem_and_decides_nothing()
    {
        var read = Models.Read(Models.Table("COLLECT", 2, "<output name=\"o\"/><output name=\"p\"/>", "- | - | 1 | 2"));
        var decision = Assert.IsType<DrgElement.Decision>(read.Elements[^1]);
        var table = Assert.IsType<BoxedExpression.Table>(decision.Logic).Definition;
        var rule = table.Rules[0];
        DecisionRule[] rules = [rule, rule with { Tests = [rule.Tests[0]] }, rule with { Tests = [] }, rule with { Tests = [.. rule.Tests, rule.Tests[0]] }, rule with { Outputs = [rule.Outputs[0]] }];
        var logic = new BoxedExpression.Table(table with { Rules = rules });

        var model = DecisionModel.Compile(read with { Elements = [.. read.Elements.SkipLast(1), decision with { Logic = logic }] });
        var result = model.Ask("d", Models.Inputs(("a", 1), ("b", 2)), new DecisionOptions { Explain = true });

        Assert.Equal(["2 dmn.rule-inputs", "3 dmn.rule-inputs", "4 dmn.rule-inputs", "5 dmn.rule-outputs"], model.Problems.Select(p => $"{p.Path[^2]} {p.Code}"));
        Assert.Equal("[{o: 1, p: 2}, {o: 1, p: 2}, {o: 1, p: null}]", result.Value.ToString());
        Assert.Equal([true, false, false, true, true], Assert.Single(Assert.Single(result.Explanation).Parts).Table!.Rules.Select(r => r.Matches));
    }

    [Fact]
    public void A_row_of_a_relation_with_too_few_cells_is_a_problem()
    {
        var read = Models.Read("<decision name=\"d\" id=\"d\"><relation><column name=\"a\"/><column name=\"b\"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation></decision>");
        var decision = Assert.IsType<DrgElement.Decision>(Assert.Single(read.Elements));
        var relation = Assert.IsType<BoxedExpression.Relation>(decision.Logic);

        var model = DecisionModel.Compile(read with { Elements = [decision with { Logic = relation with { Rows = [relation.Rows[0], relation.Rows[0] with { Items = [] }] } }] });

        Assert.Equal("dmn.row-length", Assert.Single(model.Problems).Code);
        Assert.Equal("[{a: 1, b: 2}, {a: null, b: null}]", model.Ask("d", DecisionInputs.None).Value.ToString());
    }

    private static DmnModel Chained(int number, string elements) =>
        Models.Read($"""<import name="next" namespace="urn:{number + 1}" importType="{Import}"/>{(number == 19_999 ? "" : elements)}""".Replace("urn:20000\"", "urn:none\"", StringComparison.Ordinal), $"urn:{number}");
}
