using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>Boxed filters and loops do what the same filters and loops do as text.</summary>
public sealed class BoxedLoopTests
{
    private static readonly FeelValue _cases = FeelList.Of(
        FeelContext.Of(("状态", 1), ("n", 5)), FeelContext.Of(("状态", 2), ("n", 6)), FeelContext.Of(("n", 7)), 3);

    private static readonly DecisionOptions _options = new() { Feel = new FeelOptions { Clock = StoppedClock.Instance, Limits = FeelLimits.Standard with { Size = 10_000, Steps = 100_000 } } };

    [Theory]
    [InlineData("状态 = 1", "[{状态: 1, n: 5}]")]
    [InlineData("n > 5 and 状态 = 2", "[{状态: 2, n: 6}]")]
    [InlineData("状态 = \"x\"", "[{n: 7}, 3]")]
    [InlineData("item = 3", "[3]")]
    [InlineData("some i in [n] satisfies i = 7", "[{n: 7}]")]
    [InlineData("{m: n, r: m = 5}.r", "[{状态: 1, n: 5}]")]
    [InlineData("n = limit", "[{状态: 2, n: 6}]")]
    public void A_boxed_filter_sees_the_fields_of_items_of_no_type(string match, string expected)
    {
        var (boxed, written) = (Ask($"<filter><in>{Text("l")}</in><match>{Text(match)}</match></filter>"), Ask(Text($"l[{match}]")));

        Assert.Equal(expected, boxed.Value.ToString());
        Assert.Equal(expected, written.Value.ToString());
    }

    [Fact]
    public void A_boxed_condition_of_several_boxes_sees_the_fields_too()
    {
        const string Table = """
            <decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>
              <rule><inputEntry><text>&gt; limit</text></inputEntry><outputEntry><text>状态 = "x"</text></outputEntry></rule>
              <rule><inputEntry><text>&lt;= limit</text></inputEntry><outputEntry><text>false</text></outputEntry></rule></decisionTable>
            """;
        var context = $"""<context><contextEntry><variable name="m"/>{Text("n")}</contextEntry><contextEntry>{Text("m = 5")}</contextEntry></context>""";
        var nested = $"<filter><in>{Text("[{k: c.n, n: 1}]")}</in><match>{Text("k = 7 and n = 1")}</match></filter>";

        Assert.Equal("[{状态: 1, n: 5}]", Ask($"<filter><in>{Text("l")}</in><match>{context}</match></filter>").Value.ToString());
        Assert.Equal("[{n: 7}]", Ask($"<filter><in>{Text("l[n != null]")}</in><match>{Table}</match></filter>").Value.ToString());
        Assert.Equal("[[{k: 7, n: 1}]]", Ask($"<for iteratorVariable=\"c\"><in>{Text("l[n = 7]")}</in><return>{nested}</return></for>").Value.ToString());
    }

    [Fact]
    public void A_field_that_no_item_has_is_told_where_nothing_matches()
    {
        var nothing = Ask($"<filter><in>{Text("l")}</in><match>{Text("没有 = 1")}</match></filter>");
        var some = Ask($"<filter><in>{Text("l")}</in><match>{Text("n = 5")}</match></filter>");

        Assert.Equal(("[]", nameof(FeelProblemCode.NoEntry)), (nothing.Value.ToString(), Assert.Single(nothing.Reasons).Code));
        Assert.Empty(some.Reasons);
    }

    [Theory]
    [InlineData("[1..5]", "i * 2", "[2, 4, 6, 8, 10]")]
    [InlineData("(1..4]", "i", "[2, 3, 4]")]
    [InlineData("[@\"2026-01-30\"..@\"2026-02-01\"]", "i.day", "[30, 31, 1]")]
    [InlineData("5", "i", "[5]")]
    [InlineData("[1, 2, 3]", "i + count(partial)", "[1, 3, 5]")]
    [InlineData("[1..6]", "if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5, 8]")]
    public void A_boxed_loop_goes_over_ranges_and_sees_its_results_so_far(string list, string body, string expected)
    {
        Assert.Equal(expected, Ask($"<for iteratorVariable=\"i\"><in>{Text(list)}</in><return>{Text(body)}</return></for>").Value.ToString());
        Assert.Equal(expected, Ask(Text($"for i in {list} return {body}")).Value.ToString());
    }

    [Theory]
    [InlineData("some", "i = 2", "true")]
    [InlineData("every", "i != 2", "false")]
    [InlineData("some", "if i = 2 then true else null", "true")]
    [InlineData("every", "if i = 2 then false else null", "false")]
    public void A_boxed_quantifier_ends_with_the_first_decisive_answer(string word, string condition, string expected)
    {
        var result = Ask($"<{word} iteratorVariable=\"i\"><in>{Text("[1..1000000000]")}</in><satisfies>{Text(condition)}</satisfies></{word}>");

        Assert.Equal(expected, result.Value.ToString());
        Assert.Empty(result.Reasons);
    }

    [Fact]
    public void A_boxed_loop_without_end_meets_a_limit()
    {
        Assert.Equal(nameof(FeelProblemCode.SizeLimit), Assert.Single(Ask($"<for iteratorVariable=\"i\"><in>{Text("[1..1000000000]")}</in><return>{Text("i")}</return></for>").Reasons).Code);
        Assert.Equal(nameof(FeelProblemCode.StepLimit), Assert.Single(Ask($"<some iteratorVariable=\"i\"><in>{Text("[1..1000000000]")}</in><satisfies>{Text("i < 0")}</satisfies></some>").Reasons).Code);
    }

    private static string Text(string feel) => $"<literalExpression><text>{System.Security.SecurityElement.Escape(feel)}</text></literalExpression>";

    private static DecisionResult Ask(string logic) => Models.Sound($"""
        <inputData name="l" id="l"/><inputData name="limit" id="limit"/><inputData name="状态" id="s"><variable name="状态" typeRef="string"/></inputData>
        <decision name="d" id="d">
          <informationRequirement><requiredInput href="#l"/></informationRequirement><informationRequirement><requiredInput href="#limit"/></informationRequirement>
          <informationRequirement><requiredInput href="#s"/></informationRequirement>{logic}
        </decision>
        """).Ask("d", Models.Inputs(("l", _cases), ("limit", 6), ("状态", "x")), _options);
}
