using System.Text;
using LowCode.Definitions.Workflows;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

public sealed class WorkflowDiagramTests
{
    [Fact]
    public void Diagram_shows_where_the_designer_drew_what()
    {
        var diagram = Diagram("""
            {"definitionId":"p","root":{"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"a","type":"X","metadata":{"displayText":"受理","displayTexts":{"zh-CN":"受理","en":"Accept"},
               "designer":{"position":{"x":-10.5,"y":40},"size":{"width":150,"height":60}}}},
              {"id":"b","name":"second","type":"Y"}],
             "connections":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}}
            """);

        var (a, b) = (diagram.Nodes[0], diagram.Nodes[1]);
        Assert.Equal(("a", "X", -10.5, 40.0, 150.0, 60.0), (a.Id, a.Type, a.X, a.Y, a.Width, a.Height));
        Assert.Equal("Accept", a.Text.ByLanguage["en"]);
        Assert.Equal("second", b.Text.ToString());
        Assert.True(b.Width > 0 && b.Height > 0);
        Assert.Equal([new DiagramEdge("a", "Done", "b")], diagram.Edges);
    }

    [Fact]
    public void Sequence_is_drawn_as_a_chain()
    {
        var diagram = Diagram("""{"definitionId":"p","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"},{"id":"c","type":"X"}]}}""");

        Assert.Equal([new DiagramEdge("a", "Done", "b"), new DiagramEdge("b", "Done", "c")], diagram.Edges);
        Assert.Equal(3, diagram.Nodes.Select(n => n.Y).Distinct().Count());
    }

    private static WorkflowDiagram Diagram(string json) => WorkflowDiagram.Of(WorkflowReader.Read(Encoding.UTF8.GetBytes(json)).Value!);
}
