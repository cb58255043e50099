using System.Globalization;
using System.Text;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Workflows;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

public sealed class WorkflowReaderTests
{
    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Yes"},"target":{"activity":"b","port":"In"}}]""")]
    [InlineData("""[{"Source":{"Activity":"a","Port":"Yes"},"Target":{"Activity":"b"}}]""")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Yes","targetPort":"In"}]""")]
    [InlineData("""{"source":{"activity":"a","port":"Yes"},"target":{"activity":"b"}}""")]
    [InlineData("""{"$values":[{"source":{"activity":"a","port":"Yes"},"target":{"activity":"b"}}]}""")]
    [InlineData("""{"_type":"List","items":[{"source":{"activity":"a","port":"Yes"},"target":{"activity":"b"}}]}""")]
    public void Connections_are_read_in_every_spelling(string connections)
    {
        var connection = Assert.Single(Read(Flow(connections)).Root.Connections);

        Assert.Equal(("a", "Yes", "b"), (connection.Source, connection.Port, connection.Target));
    }

    [Fact]
    public void Dangling_connection_is_dropped_with_a_warning_and_keeps_its_position()
    {
        var definition = Read(Flow("""[{"source":{"activity":"a"},"target":{"activity":"gone"}},{"source":{"activity":"a"},"target":{"activity":"b"}}]"""));

        Assert.Equal(1, Assert.Single(definition.Root.Connections).Position);
        Assert.Equal(("/root/connections/0", "workflow.connection.dropped"), Place(Assert.Single(definition.Warnings)));
    }

    [Fact]
    public void Dangling_flat_connection_is_a_problem() => Assert.Equal(
        ("/root/connections/0", "workflow.connection.unknown"),
        Place(Assert.Single(Problems(Flow("""[{"source":"a","target":"gone"}]""")))));

    [Fact]
    public void All_problems_are_found_at_once()
    {
        var problems = Problems("""
            {"variables":[{"id":"v"},{"id":"n","name":"N","typeName":"Int32","value":"many"}],
             "root":{"type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"},{"id":"a","type":"Elsa.WriteLine"},{"id":"c"}]}}
            """);

        Assert.Equal(
            [
                ("/variables/0/name", "workflow.variable.name"),
                ("/variables/1/value", "workflow.variable.value"),
                ("/root/activities/1/id", "workflow.activity.twice"),
                ("/root/activities/2/type", "workflow.activity.type"),
            ],
            problems.Select(Place));
    }

    [Fact]
    public void Broken_json_is_a_problem_with_line_and_column()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.StartsWith("Line 2, column ", Assert.Single(Problems("{\n  oops}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_speak_the_language_of_the_reader()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Contains("应有根活动", Assert.Single(Problems("""{"definitionId":"p"}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedded_activities_are_found_wherever_they_hang()
    {
        var definition = Read("""
            {"definitionId":"p","root":{"id":"seq","type":"Elsa.Sequence","activities":[
              {"id":"if","type":"Elsa.If","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},
               "then":{"id":"t","type":"Child"},"else":null},
              {"id":"sw","type":"Elsa.Switch","cases":[{"label":"x","condition":{"type":"JavaScript","value":"1"},"activity":{"id":"c","type":"Elsa.WriteLine"}}]}]}}
            """);

        Assert.Equal(["seq", "if", "t", "sw", "c"], definition.Activities.Select(a => a.Id));
        Assert.Equal("/root/activities/1/cases/0/activity", definition.Activities.Last().Path);
    }

    [Fact]
    public void What_is_not_known_is_kept()
    {
        var definition = Read("""{"definitionId":"p","acme":{"x":1},"root":{"id":"a","type":"Acme.Robot","speed":7}}""");

        Assert.Equal("""{"x":1}""", definition.Json.GetProperty("acme").GetRawText());
        Assert.Equal(7, definition.Root.Json.GetProperty("speed").GetInt32());
    }

    [Fact]
    public void Start_as_a_member_of_a_flowchart_is_not_read()
    {
        var definition = Read("""{"definitionId":"p","root":{"id":"f","type":"Elsa.Flowchart","start":{"id":"a","type":"Elsa.WriteLine"},"activities":[{"id":"a","type":"Elsa.WriteLine"}]}}""");

        Assert.Equal(["f", "a"], definition.Activities.Select(a => a.Id));
    }

    [Fact]
    public void Byte_order_mark_does_no_harm() => Assert.Equal("p", Read("\uFEFF" + """{"definitionId":"p","root":{"id":"a","type":"X"}}""").DefinitionId);

    [Fact]
    public void Flags_of_an_activity_are_read_from_custom_properties_or_from_itself()
    {
        var inside = Read("""{"definitionId":"p","root":{"id":"a","type":"X","customProperties":{"CanStartWorkflow":true}}}""");
        var beside = Read("""{"definitionId":"p","root":{"id":"a","type":"X","canStartWorkflow":true}}""");

        Assert.True(inside.Root.CanStartWorkflow);
        Assert.True(beside.Root.CanStartWorkflow);
    }

    private static string Flow(string connections) =>
        $$"""{"definitionId":"p","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"}],"connections":{{connections}} } }""";

    private static WorkflowDefinition Read(string json)
    {
        var parsed = WorkflowReader.Read(Encoding.UTF8.GetBytes(json));
        return parsed.Value ?? throw new InvalidOperationException(string.Join('\n', parsed.Problems));
    }

    private static IReadOnlyList<Problem> Problems(string json) => WorkflowReader.Read(Encoding.UTF8.GetBytes(json)).Problems;

    private static (string Path, string Code) Place(Problem problem) => (problem.Path, problem.Code);
}
