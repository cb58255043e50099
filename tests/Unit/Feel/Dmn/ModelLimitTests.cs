using System.Globalization;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>Models come from strangers: none takes the process down or keeps it for long.</summary>
public sealed class ModelLimitTests
{
    [Theory]
    [InlineData("<typeRef>{0}</typeRef>")]
    [InlineData("<itemComponent name=\"a\"><typeRef>{0}</typeRef></itemComponent>")]
    [InlineData("<typeRef>{0}</typeRef><allowedValues><text>? != 1</text></allowedValues>")]
    public void A_long_chain_of_types_is_a_problem(string definition)
    {
        foreach (var isForward in (bool[])[true, false])
        {
            var types = Enumerable.Range(0, 20_000).Select(i => Type(isForward ? i : 19_999 - i, definition));

            var model = Models.Compile(string.Concat(types) + Type(20_000, definition.Replace("{0}", "number", StringComparison.Ordinal)));

            // An alias of an alias is the type itself: it may be a chain as long as it likes where each name is known already.
            Assert.True(model.Problems.Any(p => p.Code == "dmn.type-too-deep") || (!isForward && definition.StartsWith("<typeRef>{0}</typeRef>", StringComparison.Ordinal) && definition.Length < 30));
        }
    }

    [Fact]
    public void Types_that_share_parts_are_compiled_without_doubling()
    {
        var types = string.Concat(Enumerable.Range(0, 60).Select(i => Type(i, "<itemComponent name=\"a\"><typeRef>{0}</typeRef></itemComponent><itemComponent name=\"b\"><typeRef>{0}</typeRef></itemComponent>")));
        var model = Models.Compile($"""
            {types}<itemDefinition name="T60"><typeRef>number</typeRef></itemDefinition>
            <inputData name="x" id="x"><variable name="x" typeRef="T0"/></inputData>
            <decision name="d" id="d"><informationRequirement><requiredInput href="#x"/></informationRequirement><literalExpression><text>if x.a = null then x.a else x.b</text></literalExpression></decision>
            """);

        Assert.Empty(model.Problems);
        Assert.InRange(model.Find("d")!.Result.ToString().Length, 10, 1_000);
    }

    [Fact]
    public void Knowledge_that_calls_itself_without_end_meets_the_step_limit()
    {
        var model = Models.Sound("""
            <businessKnowledgeModel name="fib" id="k"><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>if n &lt; 2 then n else fib(n - 1) + fib(n - 2)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision name="d" id="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>fib(60)</text></literalExpression></decision>
            """);

        Assert.Equal(nameof(FeelProblemCode.StepLimit), Assert.Single(Ask(model, "d", Models.Inputs(), FeelLimits.Standard with { Steps = 100_000 }).Reasons).Code);
    }

    [Fact]
    public void Services_that_each_call_the_one_before_twice_meet_the_step_limit()
    {
        var services = Enumerable.Range(0, 25).Select(i => $"""
            <decision name="d{i}" id="d{i}"><knowledgeRequirement><requiredKnowledge href="#s{i - 1}"/></knowledgeRequirement><literalExpression><text>s{i - 1}() + s{i - 1}()</text></literalExpression></decision>
            <decisionService name="s{i}" id="s{i}"><outputDecision href="#d{i}"/></decisionService>
            """);
        var model = Models.Sound($"""
            <decision name="d" id="d"><literalExpression><text>1</text></literalExpression></decision><decisionService name="s-1" id="s-1"><outputDecision href="#d"/></decisionService>
            {string.Concat(services)}
            """);

        Assert.Equal(nameof(FeelProblemCode.StepLimit), Assert.Single(Ask(model, "d24", Models.Inputs(), FeelLimits.Standard with { Steps = 1_000_000 }).Reasons).Code);
    }

    [Fact]
    public void Long_lists_against_a_constraint_count_as_steps()
    {
        var model = Models.Sound("""
            <itemDefinition name="L" isCollection="true"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>
            <inputData name="l" id="l"/>
            <businessKnowledgeModel name="f" id="k"><encapsulatedLogic><formalParameter name="a" typeRef="L"/><literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision name="d" id="d"><informationRequirement><requiredInput href="#l"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>for i in 1..200 return f(l)</text></literalExpression></decision>
            """);
        var list = FeelList.From(Enumerable.Range(0, 1_000_000).Select(i => (FeelValue)i));

        Assert.Equal(nameof(FeelProblemCode.StepLimit), Assert.Single(Ask(model, "d", Models.Inputs(("l", list)), FeelLimits.Standard).Reasons).Code);
    }

    [Fact]
    public void Large_models_are_read_and_compiled_in_time_that_grows_with_their_size()
    {
        var rows = string.Concat(Enumerable.Repeat("<list><literalExpression><text>1</text></literalExpression></list>", 20_000));
        var chain = Enumerable.Range(1, 20_000).Select(i => $"""<decision name="c{i}" id="c{i}"><informationRequirement><requiredDecision href="#c{i - 1}"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>""");
        var inputs = Enumerable.Range(0, 8_000).Select(i => $"""<inputData name="i {i}" id="i{i}"/>""");
        var needs = Enumerable.Range(0, 8_000).Select(i => $"""<informationRequirement><requiredInput href="#i{i}"/></informationRequirement>""");
        var entries = Enumerable.Range(0, 4_000).Select(i => $"""<contextEntry><variable name="e{i}"/><literalExpression><text>{(i == 0 ? "1" : $"e{i - 1} + 1")}</text></literalExpression></contextEntry>""");

        var model = Models.Compile($"""
            <decision name="rows" id="rows"><list>{rows}</list></decision>
            <decision name="c0" id="c0"><literalExpression><text>1</text></literalExpression></decision>{string.Concat(chain)}
            {string.Concat(inputs)}<decision name="wide" id="wide">{string.Concat(needs)}<literalExpression><text>i 1 + i 7999</text></literalExpression></decision>
            <decision name="context" id="context"><context>{string.Concat(entries)}</context></decision>
            """);

        Assert.All(model.Problems, p => Assert.Equal("dmn.chain-too-long", p.Code));
        Assert.Equal("3", Ask(model, "wide", Models.Inputs(("i 1", 1), ("i 7999", 2)), FeelLimits.Standard).Value.ToString());
        Assert.Equal("4000", Ask(model, "context", Models.Inputs(), FeelLimits.Standard).Value.AsContext!["e3999"].ToString());
        Assert.Equal(20_000, Ask(model, "rows", Models.Inputs(), FeelLimits.Standard).Value.AsList!.Count);
    }

    [Fact]
    public void The_limit_that_ended_a_decision_is_told_after_any_number_of_reasons()
    {
        var model = Models.Compile("""<decision name="d" id="d"><list><literalExpression><text>for i in 1..60 return 1 + "a"</text></literalExpression><literalExpression><text>for i in 1..1000000000 return 1 + "a"</text></literalExpression></list></decision>""");

        var options = new DecisionOptions { Feel = new FeelOptions { KeptProblems = 100, Limits = FeelLimits.Standard with { Steps = 10_000 } } };

        Assert.Equal(nameof(FeelProblemCode.StepLimit), model.Ask("d", Models.Inputs(), options).Reasons[^1].Code);
    }

    private static DecisionResult Ask(DecisionModel model, string decision, DecisionInputs inputs, FeelLimits limits) =>
        model.Ask(decision, inputs, new DecisionOptions { Feel = new FeelOptions { Limits = limits, Clock = StoppedClock.Instance } });

    private static string Type(int number, string definition) =>
        string.Create(CultureInfo.InvariantCulture, $"<itemDefinition name=\"T{number}\">{definition.Replace("{0}", string.Create(CultureInfo.InvariantCulture, $"T{number + 1}"), StringComparison.Ordinal)}</itemDefinition>");
}
