using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Validation;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>What is said of a definition before it is published.</summary>
public sealed class DefinitionCheckTests
{
    public DefinitionCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Fields_that_were_emptied_in_a_designer_are_no_problem()
    {
        var check = Check(Of(
            Sequence(
                "seq",
                Activity("Elsa.If", "if", ("condition", Literal("Boolean", ""))),
                Activity("Elsa.For", "for", ("end", Literal("Int32", "")), ("body", Line("a"))),
                Activity("Elsa.FlowFork", "fork", ("branches", Literal("List<String>", ""))),
                Activity("Elsa.HttpEndpoint", "in", ("path", Literal("String", "in")), ("supportedMethods", Literal("List<String>", "")), ("requestSizeLimit", Literal("Int64", "")))),
            Variable("Count", "Int32", ""),
            Variable("At", "DateTimeOffset", "")));

        Assert.Empty(check.Errors);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_with_its_path()
    {
        var check = Check(Of(Flowchart(
            [
                Activity("Acme.Robot", "robot"),
                LineOf("script", "let x = 1;\nx ="),
                Delay("delay", "soon"),
                Set("set", "Nobody", "1"),
                Join("join", "WaitSome"),
                Activity("Elsa.If", "if", ("condition", Literal("Boolean", "perhaps"))),
                Line("script"),
                Activity("Elsa.Event", "event"),
                Line("island"),
            ],
            "robot -> script", "script -> delay", "delay -> set", "set -> join", "join -> if", "if -> event", "event -> nowhere")));

        Assert.Equal(
            [
                "workflow.activity.unknown /root/activities/0/type",
                "workflow.script /root/activities/1/text/expression/value",
                "workflow.input.duration /root/activities/2/timeSpan",
                "workflow.variable.missing /root/activities/3/variable",
                "workflow.input.option /root/activities/4/mode",
                "workflow.input.type /root/activities/5/condition",
                "workflow.activity.twice /root/activities/6/id",
                "workflow.input.required /root/activities/7/eventName",
            ],
            Places(check.Errors));
        Assert.Equal(["workflow.activity.unreachable /root/activities/8", "workflow.connection.dropped /root/connections/6"], Places(check.Warnings));
        Assert.Null(check.Workflow);
    }

    [Fact]
    public void A_definition_without_problems_is_publishable()
    {
        var check = Check(Of(Flowchart([Line("a"), Line("b")], "a -> b")));

        Assert.True(check.IsPublishable);
        Assert.Empty(check.Warnings);
        Assert.NotNull(check.Workflow);
    }

    [Theory]
    [InlineData("Acme.Robot", "The type \"Acme.Robot\" of activity \"x\" is not known")]
    [InlineData("Elsa.RunCSharp", "Activity \"x\" runs a C# script")]
    [InlineData("Elsa.RunPython", "Activity \"x\" runs a Python script")]
    [InlineData("Elsa.BpmnProcess", "Activity \"x\" is a BPMN process")]
    [InlineData("Elsa.ForEach<Acme.Order>", "The type \"Elsa.ForEach<Acme.Order>\" of activity \"x\" is not known")]
    public void An_activity_that_does_not_run_here_is_named_with_the_reason(string type, string message)
    {
        var error = Assert.Single(Check(Of(Sequence("seq", Activity(type, "x")))).Errors);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Python")]
    [InlineData("Liquid")]
    public void An_expression_in_a_language_that_does_not_run_here_is_named_with_its_activity(string language)
    {
        var error = Assert.Single(Check(Of(Sequence("seq", Activity("Elsa.WriteLine", "x", ("text", Wrapped("String", language, "1")))))).Errors);

        Assert.Equal("/root/activities/0/text/expression/type", error.Path);
        Assert.StartsWith($"Activity \"x\" uses an expression in {language}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_script_is_told_by_line_and_column()
    {
        var error = Assert.Single(Check(Of(Sequence("seq", LineOf("x", "let a = 1;\nlet b = ;")))).Errors);

        Assert.Contains("line 2, column 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_does_not_exist_is_told_where_it_is_read()
    {
        var read = Activity("Elsa.WriteLine", "x", ("text", Wrapped("String", "Variable", new JsonObject { ["id"] = "gone", ["name"] = "Gone" })));

        Assert.Equal(["workflow.variable.missing /root/activities/0/text/expression/value"], Places(Check(Of(Sequence("seq", read))).Errors));
    }

    [Fact]
    public void An_accessor_of_nothing_is_told_with_its_activity_and_its_name()
    {
        var script = "getN() + setN(1) + getTotl() + setTotl(1) + getName() + getResultFromAsk() + getResultFromNobody() + getVariable('N') + toJson(1)";
        var process = Of(Sequence("seq", Activity("Elsa.RunTask", "ask"), LineOf("x", script)), Variable("N", "Int32", "0"), Variable("no name", "Int32", "0"));
        process["inputs"] = new JsonArray(new JsonObject { ["name"] = "Name", ["type"] = "String" });

        var warnings = Check(process).Warnings;

        Assert.Equal(
            [.. Enumerable.Repeat("workflow.script.accessor /root/activities/1/text/expression/value", 3)], Places(warnings));
        Assert.Equal(["getResultFromNobody", "getTotl", "setTotl"], warnings.Select(w => w.Message.Split('"')[3]).Order());
        Assert.All(warnings, w => Assert.Contains("activity \"x\"", w.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("getNoName()")]
    [InlineData("getno()")]
    public void Names_that_are_no_identifiers_have_no_accessors(string script)
    {
        var process = Of(Sequence("seq", LineOf("x", script + " + getVariable('no name')")), Variable("no name", "Int32", "0"));

        Assert.Equal(script.StartsWith("getN", StringComparison.Ordinal) ? 1 : 0, Check(process).Warnings.Count);
        ProcessRun.Started(process).Is(LowCode.Engine.State.InstanceSubStatus.Faulted);
    }

    [Fact]
    public void Accessors_that_a_container_gives_its_body_are_known()
    {
        var loop = Activity("Elsa.ForEach", "loop", ("items", Script("Object", "[1]")), ("body", LineOf("x", "getCurrentValue() + getCurrentIndex()")));

        Assert.Empty(Check(Of(Sequence("seq", loop))).Warnings);
    }

    [Fact]
    public void A_secret_is_told_before_it_fails() =>
        Assert.Equal(["workflow.script.secret /root/activities/0/text/expression/value"], Places(Check(Of(Sequence("seq", LineOf("x", "getSecret('a')")))).Warnings));

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.BulkDispatchWorkflows")]
    public void A_workflow_that_is_to_be_started_and_is_not_published_is_told(string type)
    {
        var engine = new WorkflowEngine();
        var process = Of(Sequence("seq", Activity(type, "x", ("workflowDefinitionId", Literal("String", "nobody"))), Activity(type, "y", ("workflowDefinitionId", Literal("String", "p")))));
        var published = new WorkflowSet([engine.Compile(process.Utf8()).Value!]);

        Assert.Equal(["workflow.child.missing /root/activities/0/workflowDefinitionId"], Places(engine.Check(process.Utf8(), published).Warnings));
    }

    [Fact]
    public void A_back_edge_that_counter_mode_would_fault_on_is_refused_there_only()
    {
        var process = Of(Flowchart([Line("s"), Line("l"), Line("r"), Decision("d", "true")], "s -> l", "s -> r", "l -> d", "r -> d", "d:True -> l"));

        Assert.Equal(["workflow.connection.backward /root/connections/4"], Places(Check(process).Errors));
        Assert.Empty(new WorkflowEngine(new EngineOptions { FlowchartMode = FlowchartMode.Token }).Check(process.Utf8()).Errors);
    }

    [Fact]
    public void A_loop_through_its_only_entry_is_no_problem() =>
        Assert.Empty(Check(Of(Flowchart([Line("a"), Decision("d", "false"), Line("z")], "a -> d", "d:False -> a", "d:True -> z"))).Errors);

    [Fact]
    public void A_second_trigger_is_reached_by_itself()
    {
        var trigger = Event("later", "e");
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };

        Assert.Equal(["workflow.activity.unreachable /root/activities/0"], Places(Check(Of(Flowchart([Line("a"), trigger, Line("b")], "later -> b"))).Warnings));
    }

    [Theory]
    [InlineData("""{"definitionId": "p", "root": {"id": "a", "type": "Elsa.WriteLine", "text": {"typeName": "String", "expression": {"type": "JavaScript", "value": "1 +"}}}}""", "应为 JavaScript，但第 1 行第 4 列不符合其语法（Unexpected end of input）。")]
    [InlineData("""{"definitionId": "p", "root": {"id": "a", "type": "Elsa.WriteLine", "text": {"typeName": "String", "expression": {"type": "Object", "value": "{\n?"}}}}""", "应为 JSON 文本，但第 2 行第 1 列不符合 JSON 语法（")]
    [InlineData("""{"definitionId": "p", "root": {"id": "a", "type": "Elsa.Cron", "cronExpression": {"typeName": "String", "expression": {"type": "Literal", "value": "soon"}}}}""", "活动“a”应有六个字段（秒 分 时 日 月 周）的 cron 表达式，例如 0 30 8 * * 1-5，但得到“soon”（")]
    [InlineData("""{"definitionId": "p", "root": {"id": "a", "type": "Elsa.For", "end": {"typeName": "Int32", "expression": {"type": "Literal", "value": "ten"}}}}""", "活动“a”的“结束值”应为 Int32 类型，但得到“ten”。")]
    [InlineData("{", "第 1 行第 2 列：应为 JSON 文档，但此处不符合 JSON 语法（")]
    public void What_a_library_says_follows_our_own_words(string json, string message)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.StartsWith(message, Assert.Single(new WorkflowEngine().Check(System.Text.Encoding.UTF8.GetBytes(json)).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_is_too_long_is_told_by_its_length()
    {
        var error = Assert.Single(Check(Of(Sequence("seq", LineOf("x", new string('1', 200_001))))).Errors);

        Assert.Equal("Expected a script of at most 200000 characters, but it has 200001.", error.Message);
    }

    [Fact]
    public void A_text_that_is_no_json_is_told_by_place()
    {
        var check = new WorkflowEngine().Check("{\n \"root\": }"u8.ToArray());

        Assert.Equal("workflow.json", Assert.Single(check.Errors).Code);
        Assert.Contains("Line 2", check.Errors[0].Message, StringComparison.Ordinal);
    }

    private static DefinitionCheck Check(JsonObject process) => new WorkflowEngine().Check(process.Utf8());

    private static IEnumerable<string> Places(IEnumerable<LowCode.Definitions.Problems.Problem> problems) => problems.Select(p => $"{p.Code} {p.Path}");
}
