using System.Text;
using LowCode.Definitions.Workflows;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

/// <summary>Definitions in which ids are missing are read as Elsa reads them.</summary>
public sealed class ActivityIdTests
{
    [Fact]
    public void Activities_without_an_id_get_type_and_number_in_document_order()
    {
        var definition = Read("""
            {"definitionId":"p","root":{"type":"Elsa.Sequence","activities":[
              {"type":"Elsa.WriteLine"},
              {"id":" ","type":"Elsa.If","then":{"type":"Elsa.WriteLine"},"else":{"id":"mine","type":"Elsa.WriteLine"}},
              {"id":null,"type":"Elsa.Switch","cases":[{"label":"x","condition":{"type":"JavaScript","value":"1"},"activity":{"type":"Elsa.WriteLine"}}]},
              {"type":"Acme.Sub.Thing"}]}}
            """);

        Assert.Equal(
            ["Sequence1", "WriteLine1", "If1", "WriteLine2", "mine", "Switch1", "WriteLine3", "Thing1"],
            definition.Activities.Select(a => a.Id));
    }

    [Fact]
    public void Number_that_another_activity_has_is_passed_over()
    {
        var definition = Read("""{"definitionId":"p","root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"A.X"},{"id":"X2","type":"A.X"},{"type":"A.X"},{"type":"A.Workflow"}]}}""");

        Assert.Equal(["s", "X1", "X2", "X3", "Workflow2"], definition.Activities.Select(a => a.Id));
    }

    [Fact]
    public void Exported_definition_has_the_ids_that_it_ran_with_and_keeps_them()
    {
        var definition = Read("""{"definitionId":"p","root":{"type":"Elsa.Sequence","activities":{"$values":[{"type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"x"}},"customProperties":{"a":1}}]}}}""");

        var exported = WorkflowWriter.Write(definition);

        Assert.Contains("\"nodeId\": \"Workflow1:Sequence1:WriteLine1\"", Encoding.UTF8.GetString(exported), StringComparison.Ordinal);
        var again = WorkflowReader.Read(exported).Value!;
        Assert.Equal(["Sequence1", "WriteLine1"], again.Activities.Select(a => a.Id));
        Assert.Equal(exported, WorkflowWriter.Write(again));
    }

    [Fact]
    public void Activity_that_stands_for_one_of_an_unknown_type_gets_an_id_with_what_is_in_it()
    {
        var definition = Read("""
            {"definitionId":"p","root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"Elsa.NotFoundActivity","metadata":{"designer":{"position":{"x":1,"y":2}}},
              "originalActivityJson":"{\"type\":\"Acme.Loop\",\"body\":{\"type\":\"Elsa.WriteLine\"}}"}]}}
            """);

        Assert.Equal(["s:Elsa.Sequence", "Loop1:Acme.Loop", "WriteLine1:Elsa.WriteLine"], definition.Activities.Select(a => $"{a.Id}:{a.Type}"));
        Assert.Equal(1, definition.Activities.ElementAt(1).Designer!.X);
    }

    [Fact]
    public void Workflow_as_an_activity_in_a_port_needs_no_id()
    {
        var definition = Read("""{"definitionId":"p","root":{"id":"w","type":"Elsa.While","condition":{"type":"Literal","value":"x"},"body":{"type":"MyFlow","workflowDefinitionId":"m"}}}""");

        Assert.Equal(["w", "MyFlow1"], definition.Activities.Select(a => a.Id));
    }

    [Theory]
    [InlineData("""{"root":{"type":"Elsa.Sequence"}}""")]
    [InlineData("""{"definitionId":" ","id":"","root":{"type":"Elsa.Sequence"}}""")]
    public void Definition_without_any_id_is_known_by_its_content(string json)
    {
        var definition = Read(json);

        Assert.Matches("^[0-9a-f]{16}$", definition.DefinitionId);
        Assert.Equal(definition.DefinitionId, Read(json).DefinitionId);
        Assert.NotEqual(definition.DefinitionId, Read(json + " ").DefinitionId);
        Assert.Equal("workflow.definitionId", Assert.Single(definition.Warnings).Code);
    }

    private static WorkflowDefinition Read(string json)
    {
        var read = WorkflowReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
