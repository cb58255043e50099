using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class VariableTests
{
    [Fact]
    public void Given_values_replace_defaults_and_unknown_names_are_ignored()
    {
        var run = ProcessRun.Given(Of(Sequence("seq", Event("e", "Go")), Variable("Class", "String", "old"), Variable("Count", "Int32", "1")))
            .Start(variables: new JsonObject { ["Class"] = "new", ["Nobody"] = 1 });

        Assert.Equal("""{"Class":"new","Count":1}""", run.Variables.ToJsonString());
    }

    [Fact]
    public void Given_value_of_another_type_is_rejected() => Assert.Throws<ArgumentException>(() =>
        ProcessRun.Given(Of(Sequence("seq", Line("a")), Variable("Count", "Int32"))).Start(variables: new JsonObject { ["Count"] = "many" }));

    [Fact]
    public void Inner_variable_hides_an_outer_one_of_the_same_name()
    {
        var inner = Sequence("inner", LineOf("in", "getX()"), Set("set", "X", "'changed'"));
        inner["variables"] = new JsonArray(new JsonObject { ["id"] = "vInner", ["name"] = "X", ["typeName"] = "String", ["value"] = "inner" });

        // SetVariable names the outer one by id.
        ProcessRun.Started(Of(Sequence("seq", inner, LineOf("out", "getX()")), Variable("X", "String", "outer")))
            .Is(InstanceSubStatus.Finished).Writes("inner", "changed");
    }

    [Fact]
    public void Scripts_write_back_what_they_change()
    {
        const string script = "variables.List.push(3); setN(getN() + 1); setVariable('S', 'x'); return null";
        var process = Of(
            Sequence("seq", Activity("Elsa.RunJavaScript", "js", ("script", Literal("String", script))), LineOf("l", "toJson(getList()) + getN() + getS()")),
            Variable("List", "Object[]", "[1,2]"),
            Variable("N", "Int32", "1"),
            Variable("S", "String"));

        ProcessRun.Started(process).Writes("[1,2,3]2x");
    }

    /// <summary>ADR 0016.</summary>
    [Theory]
    [InlineData(null, "7")]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "7")]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "1")]
    public void Variable_outlives_a_suspension_unless_it_names_the_memory_driver(string? driver, string value)
    {
        var variable = Variable("N", "Int32", "1");
        variable["storageDriverTypeName"] = driver;
        var run = ProcessRun.Started(Of(Sequence("seq", Set("s", "N", "7"), Event("e", "Go"), LineOf("l", "getN()")), variable));

        run.Event("Go").Is(InstanceSubStatus.Finished).Writes(value);
    }

    /// <summary>ADR 0016.</summary>
    [Fact]
    public void Computed_value_that_is_not_of_the_type_of_its_input_is_an_incident()
    {
        var delay = Activity("Elsa.For", "f", ("start", Script("Int32", "'many'")), ("body", Line("b")));

        var run = ProcessRun.Started(Of(Sequence("seq", delay))).Is(InstanceSubStatus.Faulted).Writes();

        Assert.Equal("input.type", Assert.Single(run.State.Incidents).Reason!.Code);
    }

    [Fact]
    public void Variable_that_is_not_in_scope_is_an_incident_where_it_is_set()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Set("s", "Nobody", "1"))));

        Assert.Contains("vNobody", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
        Assert.Contains(run.Workflow.Refusals, w => w.Code == "workflow.variable.missing" && w.Path == "/root/activities/0/variable");
    }

    [Fact]
    public void Outputs_of_the_process_are_set_by_name()
    {
        var set = Activity("Elsa.SetOutput", "o", ("outputName", Literal("String", "Sum")), ("outputValue", Script("Object", "1 + 2")));

        Assert.Equal("""{"Sum":3}""", ProcessRun.Started(Of(Sequence("seq", set))).State.Output.ToJsonString());
    }

    [Fact]
    public void Kinds_of_value_survive_a_wait()
    {
        var kinds = new JsonObject
        {
            ["Any"] = JsonNode.Parse("""{"text":"文字","whole":9007199254740993,"exact":12.50,"yes":true,"none":null,"list":[1,[2]]}"""),
            ["Time"] = "2026-03-02T08:00:00+08:00",
            ["Money"] = 0.1m,
        };
        var process = Of(
            Sequence("seq", Event("e", "Go"), Event("f", "Later")),
            Variable("Any", "Object"),
            Variable("Time", "DateTime"),
            Variable("Money", "Decimal"));
        var run = ProcessRun.Given(process).Start(variables: kinds).Event("Go");

        var variables = new WorkflowEngine().Variables(run.Workflow, InstanceState.FromSnapshot(run.State.ToSnapshot()));

        Assert.True(JsonNode.DeepEquals(kinds["Any"], variables["Any"]), variables["Any"]!.ToJsonString());
        Assert.Equal("2026-03-02T08:00:00+08:00", (string)variables["Time"]!);
        Assert.Equal(0.1m, (decimal)variables["Money"]!);
    }

    [Theory]
    [InlineData("getmyIn()")]
    [InlineData("getMyIn()")]
    [InlineData("getInput('myIn')")]
    [InlineData("this.getmyIn()")]
    [InlineData("globalThis['getMyIn']()")]
    public void Input_is_read_in_its_own_spelling_and_in_Pascal_case(string script)
    {
        var process = Of(Sequence("seq", LineOf("l", script)));
        process["inputs"] = new JsonArray(new JsonObject { ["name"] = "myIn", ["type"] = "String" });

        ProcessRun.Given(process).Start(input: new JsonObject { ["myIn"] = "here" }).Writes("here");
        Assert.Empty(ProcessRun.Given(process).Workflow.Warnings);
    }

    [Theory]
    [InlineData("this.variables.N")]
    [InlineData("this['variables'].N")]
    [InlineData("globalThis.variables.N")]
    [InlineData("globalThis?.variables?.N")]
    public void Variables_are_reached_through_the_global_object(string variables)
    {
        var process = Of(Sequence("seq", LineOf("read", variables), LineOf("l", $"{variables.Replace("?.", ".", StringComparison.Ordinal)} = 8; getN()"), LineOf("again", variables)), Variable("N", "Int32", "7"));

        ProcessRun.Started(process).Writes("7", "7", "8");
    }
}
