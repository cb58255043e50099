using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Running;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class DecisionModelTests
{
    private const string Fee = """
        <itemDefinition name="等级"><typeRef>string</typeRef><allowedValues><text>"普通", "加急"</text></allowedValues></itemDefinition>
        <inputData name="金额" id="i1"><variable name="金额" typeRef="number"/></inputData>
        <inputData name="办理 等级" id="i2"><variable name="办理 等级" typeRef="等级"/></inputData>
        <businessKnowledgeModel name="费率" id="k1">
          <encapsulatedLogic><formalParameter name="等级" typeRef="string"/><literalExpression><text>if 等级 = "加急" then 0.02 else 0.01</text></literalExpression></encapsulatedLogic>
        </businessKnowledgeModel>
        <decision name="费用" id="d1">
          <variable name="费用" typeRef="number"/>
          <informationRequirement><requiredInput href="#i1"/></informationRequirement>
          <informationRequirement><requiredInput href="#i2"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="#k1"/></knowledgeRequirement>
          <literalExpression><text>金额 * 费率(办理 等级)</text></literalExpression>
        </decision>
        <decision name="说明" id="d2">
          <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
          <literalExpression><text>"应缴 " + string(费用)</text></literalExpression>
        </decision>
        <decisionService name="收费" id="s1"><outputDecision href="#d2"/><encapsulatedDecision href="#d1"/><inputData href="#i1"/><inputData href="#i2"/></decisionService>
        """;

    [Theory]
    [InlineData("费用", "2.4")]
    [InlineData("d2", "应缴 2.4")]
    [InlineData("收费", "应缴 2.4")]
    public void Decision_or_service_is_evaluated_by_name_or_id(string target, string expected)
    {
        var result = Models.Sound(Fee).Ask(target, Models.Inputs(("金额", 120), ("办理 等级", "加急")));

        Assert.Equal(expected, result.Value.ToString());
        Assert.Empty(result.Reasons);
    }

    [Fact]
    public void Model_tells_what_can_be_asked_for_and_what_it_needs()
    {
        var decisions = Models.Sound(Fee).Decisions;

        Assert.Equal(["费用", "说明", "收费"], decisions.Select(d => d.Name));
        Assert.All(decisions, d => Assert.Equal([("金额", "number"), ("办理 等级", "string")], d.Inputs.Select(i => (i.Name, i.Type.ToString()))));
        Assert.Equal("number", decisions[0].Result.ToString());
    }

    [Fact]
    public void Input_outside_of_its_allowed_values_is_null_with_a_reason()
    {
        var result = Models.Sound(Fee).Ask("费用", Models.Inputs(("金额", 120), ("办理 等级", "飞快")));

        var reason = result.Reasons[0];
        Assert.Equal("reason.constraint", reason.Code);
        Assert.Contains("飞快", reason.Text, StringComparison.Ordinal);
        Assert.Equal("1.2", result.Value.ToString());
    }

    [Fact]
    public void Value_of_another_type_is_null_with_a_reason()
    {
        var result = Models.Sound(Fee).Ask("费用", Models.Inputs(("金额", "很多"), ("办理 等级", "加急")));

        Assert.True(result.Value.IsNull);
        Assert.Equal("reason.type", result.Reasons[0].Code);
    }

    [Fact]
    public void Constraint_on_a_list_tests_the_whole_list_and_allowed_values_its_items()
    {
        const string Text = """
            <itemDefinition name="digits" isCollection="true">
              <typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues><typeConstraint><text>count(?) &lt; 3</text></typeConstraint>
            </itemDefinition>
            <inputData name="a" id="a"><variable name="a" typeRef="digits"/></inputData>
            <decision name="d"><informationRequirement><requiredInput href="#a"/></informationRequirement><literalExpression><text>a</text></literalExpression></decision>
            """;
        var model = Models.Sound(Text);

        Assert.Equal("[1, 9]", Value(FeelList.Of(1, 9)));
        Assert.Equal("null", Value(FeelList.Of(1, 10)));
        Assert.Equal("null", Value(FeelList.Of(1, 2, 3)));
        Assert.Equal("[4]", Value(4));

        string Value(FeelValue a) => model.Ask("d", Models.Inputs(("a", a))).Value.ToString();
    }

    [Fact]
    public void Type_may_hold_itself()
    {
        const string Text = """
            <itemDefinition name="tree"><itemComponent name="value"><typeRef>number</typeRef></itemComponent><itemComponent name="children" isCollection="true"><typeRef>tree</typeRef></itemComponent></itemDefinition>
            <inputData name="a" id="a"><variable name="a" typeRef="tree"/></inputData>
            <decision name="d"><informationRequirement><requiredInput href="#a"/></informationRequirement><literalExpression><text>a.children[1].value</text></literalExpression></decision>
            """;
        var model = Models.Sound(Text);
        static FeelValue Tree(FeelValue value, params FeelValue[] children) => FeelContext.Of(("value", value), ("children", FeelList.From(children)));

        Assert.Equal(2, model.Ask("d", Models.Inputs(("a", Tree(1, Tree(2), Tree(3))))).Value);
        Assert.True(model.Ask("d", Models.Inputs(("a", Tree(1, Tree("two"))))).Value.IsNull);
    }

    [Fact]
    public void Everything_that_is_wrong_is_reported_and_the_rest_works()
    {
        var model = Models.Compile("""
            <itemDefinition name="t"><typeRef>t</typeRef></itemDefinition>
            <inputData name="a"><variable name="a" typeRef="nothing"/></inputData>
            <decision name="one" id="one"><informationRequirement><requiredDecision href="#two"/></informationRequirement><literalExpression><text>two</text></literalExpression></decision>
            <decision name="two" id="two"><informationRequirement><requiredDecision href="#one"/></informationRequirement><literalExpression><text>one</text></literalExpression></decision>
            <decision name="three"><informationRequirement><requiredInput href="#nowhere"/></informationRequirement><literalExpression><text>1 +</text></literalExpression></decision>
            <decision name="four"><literalExpression><text>2 + 2</text></literalExpression></decision>
            """);

        Assert.Equal(
            ["dmn.cycle", "dmn.expression", "dmn.type-cycle", "dmn.unknown-reference", "dmn.unknown-type"],
            model.Problems.Select(p => p.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(4, model.Ask("four", DecisionInputs.None).Value);
        Assert.True(model.Ask("one", DecisionInputs.None).Value.IsNull);
        Assert.NotEmpty(model.Ask("three", DecisionInputs.None).Reasons);
    }

    [Fact]
    public void Reasons_after_a_loop_that_missed_entries_are_told_all_the_same()
    {
        var model = Models.Sound("""
            <businessKnowledgeModel name="f" id="f"><encapsulatedLogic><formalParameter name="p"/><literalExpression><text>p.m</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement><list>
              <literalExpression><text>some p in [{n: 1}, {n: 1}, {n: 1}, {m: 3}] satisfies f(p) = 3</text></literalExpression>
              <literalExpression><text>1 / 0</text></literalExpression>
            </list></decision>
            """);

        var result = model.Ask("d", DecisionInputs.None);

        Assert.Equal("[true, null]", result.Value.ToString());
        Assert.Contains(result.Reasons, r => r.Code == "DividedByZero");
    }

    [Fact]
    public void Endless_recursion_ends_with_a_reason()
    {
        var model = Models.Sound("""
            <businessKnowledgeModel name="f" id="f"><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>f(n + 1) + 1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement><literalExpression><text>f(1)</text></literalExpression></decision>
            """);

        var result = model.Ask("d", DecisionInputs.None);

        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Reasons, r => r.Code == "DepthLimit");
    }

    [Fact]
    public void Endless_work_ends_with_a_reason()
    {
        var model = Models.Sound("""
            <decision name="d"><for iteratorVariable="i"><in><literalExpression><text>1..1000000</text></literalExpression></in><return><literalExpression><text>sum(for j in 1..1000000 return i * j)</text></literalExpression></return></for></decision>
            """.Replace("1..1000000</text></literalExpression></in>", "for i in 1..1000 return i</text></literalExpression></in>", StringComparison.Ordinal));

        var result = model.Ask("d", DecisionInputs.None, new DecisionOptions { Feel = new FeelOptions { Limits = new FeelLimits { Steps = 100_000 } } });

        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Reasons, r => r.Code == "StepLimit");
    }

    [Fact]
    public void Chain_of_many_decisions_is_evaluated()
    {
        const int Length = 300;
        var chain = string.Concat(Enumerable.Range(1, Length).Select(i => $"""
            <decision name="d{i}" id="d{i}"><informationRequirement><requiredDecision href="#d{i - 1}"/></informationRequirement><literalExpression><text>d{i - 1} + 1</text></literalExpression></decision>
            """));
        var model = Models.Sound($"""<decision name="d0" id="d0"><literalExpression><text>0</text></literalExpression></decision>{chain}""");

        Assert.Equal(Length, model.Ask($"d{Length}", DecisionInputs.None).Value);
    }

    [Fact]
    public void Imported_model_is_reached_by_the_name_of_its_import()
    {
        var rates = Models.Read(
            """
            <itemDefinition name="rate"><typeRef>number</typeRef></itemDefinition>
            <inputData name="x" id="x"><variable name="x" typeRef="rate"/></inputData>
            <decision name="double" id="double"><informationRequirement><requiredInput href="#x"/></informationRequirement><literalExpression><text>x * 2</text></literalExpression></decision>
            """,
            "urn:rates");
        var main = Models.Read("""
            <import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision name="d"><variable name="d" typeRef="rates.rate"/><informationRequirement><requiredDecision href="urn:rates#double"/></informationRequirement><literalExpression><text>rates.double + 1</text></literalExpression></decision>
            """);

        var model = DecisionModel.Compile(main, [rates]);

        Assert.Empty(model.Problems);
        Assert.Equal(7, model.Ask("d", DecisionInputs.None.With("urn:rates", "x", 3)).Value);
        Assert.Equal(9, model.Ask("d", Models.Inputs(("rates", FeelContext.Of(("x", 4))))).Value);
        Assert.Equal("dmn.unknown-import", DecisionModel.Compile(main).Problems[0].Code);
    }
}
