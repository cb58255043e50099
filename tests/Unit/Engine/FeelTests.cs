using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Activities;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Xml;
using LowCode.Feel.Syntax;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>The business language in definitions; what it gives is held by the definitions of <see cref="OwnDefinitionTests"/>.</summary>
public sealed class FeelTests
{
    [Theory]
    [InlineData("zh-CN", "第 2 行第 8 列")]
    [InlineData("en", "Line 2, column 8")]
    public void Expression_that_is_none_is_a_problem_with_path_and_place_in_both_languages(string language, string place)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var problem = Assert.Single(new WorkflowEngine().Compile(Of(Sequence("seq", If("金额 > 1\nand 1 +")), Variable("金额", "Decimal")).Utf8()).Problems);

            Assert.Equal(("workflow.feel", "/root/activities/0/condition/expression/value"), (problem.Code, problem.Path));
            Assert.StartsWith(place, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("没有的名字 > 1", "workflow.feel")]
    [InlineData("名称 > 1", "workflow.feel")]
    [InlineData("金额 + 1", "workflow.feel.type")]
    [InlineData("upper(名称) = \"A\"", "workflow.feel")]
    public void Expression_that_can_only_fail_is_not_published_but_compiles(string text, string code)
    {
        var process = Of(Sequence("seq", If(text)), Variable("金额", "Decimal"), Variable("名称", "String")).Utf8();

        Assert.True(new WorkflowEngine().Compile(process).IsValid);
        Assert.Contains(new WorkflowEngine().Check(process).Errors, p => p.Code == code && p.Path == "/root/activities/0/condition/expression/value");
    }

    [Theory]
    [InlineData("assignee", "String", "5 + 1", true)]
    [InlineData("assignee", "String", "名称", null)]
    [InlineData("dueIn", "TimeSpan", "\"abc\"", false)]
    [InlineData("dueIn", "TimeSpan", "金额 > 1", false)]
    [InlineData("dueIn", "TimeSpan", "\"PT2H\"", null)]
    [InlineData("dueIn", "TimeSpan", "duration(\"PT2H\")", null)]
    public void Expression_of_another_type_than_the_input_wants_is_told(string input, string typeName, string text, bool? isWarning)
    {
        var process = Of(Sequence("seq", Activity("Elsa.Delay", "d", ("timeSpan", Wrapped(typeName, "Feel", text)))), Variable("金额", "Decimal"), Variable("名称", "String"));
        if (input == "assignee")
        {
            process = Of(Sequence("seq", Ask("t", ["好"], ("assignee", Wrapped(typeName, "Feel", text)))), Variable("金额", "Decimal"), Variable("名称", "String"));
        }

        var check = new WorkflowEngine().Check(process.Utf8());

        Assert.Equal(isWarning == true ? 1 : 0, check.Warnings.Count(p => p.Code == "workflow.feel.type"));
        Assert.Equal(isWarning == false ? 1 : 0, check.Errors.Count(p => p.Code == "workflow.feel.type"));
    }

    [Fact]
    public void Empty_condition_is_not_published() =>
        Assert.Contains(new WorkflowEngine().Check(Of(Sequence("seq", If(" "))).Utf8()).Errors, p => p.Code == "workflow.feel.empty");

    [Fact]
    public void Incident_names_the_limit_that_ended_an_expression()
    {
        var text = "count(for i in 1..1000000000 return 1 + \"a\") > 0";
        var run = ProcessRun.Started(Of(Sequence("seq", If(text))));

        Assert.Matches("最多 1000000|后停止", Assert.Single(run.State.Incidents).Text);
        Assert.DoesNotContain("文字，", run.State.Incidents[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_is_tried_outside_of_a_process_and_explained()
    {
        var model = DecisionModel.Compile(DmnXml.Read("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
              <inputData name="收到" id="i"><variable name="收到" typeRef="date"/></inputData>
              <decision name="期限" id="d"><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>收到 + duration("P3D")</text></literalExpression></decision>
            </definitions>
            """).Model!);

        var trial = DecisionTrial.Of(
            model, "期限", System.Text.Json.JsonDocument.Parse("{\"收到\": \"2026-11-24\"}").RootElement, ProcessRun.Morning, true, TestContext.Current.CancellationToken);

        Assert.Equal("2026-11-27", (string?)trial.Value);
        Assert.Empty(trial.Reasons);
        Assert.Equal("收到", Printer.Print(trial.Explanation[0].Parts[0].Feel!.Parts[0].Node));
    }

    [Fact]
    public void Export_keeps_the_expression()
    {
        var read = WorkflowReader.Read(Of(Sequence("seq", If("金额 > 5000")), Variable("金额", "Decimal")).Utf8());

        var written = JsonNode.Parse(WorkflowWriter.Write(read.Value!))!;

        Assert.Equal("""{"type":"Feel","value":"\u91D1\u989D \u003E 5000"}""", written["root"]!["activities"]![0]!["condition"]!["expression"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Elsa.FlowDecision", "condition", true)]
    [InlineData("Elsa.FlowSwitch", "cases", true)]
    [InlineData("Elsa.Switch", "cases", true)]
    [InlineData("LowCode.UserTask", "assignee", true)]
    [InlineData("LowCode.UserTask", "outcomes", true)]
    [InlineData("Elsa.RunJavaScript", "script", false)]
    [InlineData("LowCode.UserTask", "captures", false)]
    public void Descriptor_says_which_inputs_take_it(string type, string input, bool takes) =>
        Assert.Equal(takes, ActivityCatalogue.Standard.Find(type)!.Descriptor.Inputs.Single(i => i.Name == input).TakesFeel);

    [Fact]
    public void Task_offers_the_outcomes_whose_conditions_hold_and_is_given_by_expression()
    {
        var ask = Ask("t", ["通过", "转局长", "退回"], ("assignee", Wrapped("String", "Feel", "if 金额 > 5000 then \"wang\" else \"li\"")));
        ask["outcomes"]![0]!["condition"] = new JsonObject { ["type"] = "Feel", ["value"] = "金额 <= 10000" };
        ask["outcomes"]![1]!["condition"] = new JsonObject { ["type"] = "Feel", ["value"] = "金额 > 10000" };

        var run = ProcessRun.Started(Of(Sequence("seq", ask), Variable("金额", "Decimal", "10000.01")));

        var request = run.Effect<Effect.OpenTask>().Task;
        Assert.Equal(("wang", "转局长,退回"), (request.Assignee, string.Join(',', request.Outcomes.Select(o => o.Name))));
    }

    [Fact]
    public void Today_is_the_day_of_the_stimulus()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.WriteLine", "l", ("text", Wrapped("String", "Feel", "string(today()) + \" \" + string(date(now()) = today())"))))));

        Assert.Equal([ProcessRun.Morning.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " true"], run.Lines);
    }

    private static JsonObject If(string condition) => Activity("Elsa.If", "i", ("condition", Wrapped("Boolean", "Feel", condition)));
}
