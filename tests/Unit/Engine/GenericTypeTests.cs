using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Elsa writes the item type of a loop into the name of its type.</summary>
public sealed class GenericTypeTests
{
    [Theory]
    [InlineData("Elsa.ForEach<String>", "ab")]
    [InlineData("Elsa.ForEach<Object>", "ab")]
    [InlineData("Elsa.ParallelForEach<String>", "ab")]
    public void Loop_over_items_of_a_type_is_that_loop(string type, string lines)
    {
        var process = Of(Sequence("seq", Loop(type, new JsonArray("a", "b"), "getCurrentValue()")));

        Assert.Empty(new WorkflowEngine().Check(process.Utf8()).Errors);
        ProcessRun.Started(process).Is(InstanceSubStatus.Finished).Writes([.. lines.Select(l => $"{l}")]);
    }

    [Fact]
    public void Items_become_those_of_the_type() => ProcessRun.Started(Of(Loop("Elsa.ForEach<Int32>", new JsonArray("1", "2"), "getCurrentValue() + 1"))).Writes("2", "3");

    [Fact]
    public void Items_that_cannot_be_of_the_type_are_refused()
    {
        var error = Assert.Single(new WorkflowEngine().Check(Of(Loop("Elsa.ForEach<Int32>", new JsonArray("one"), "1")).Utf8()).Errors);

        Assert.Equal("workflow.input.type /root/items", $"{error.Code} {error.Path}");
    }

    private static JsonObject Loop(string type, JsonArray items, string script) =>
        Activity(type, "each", ("items", Literal("Object", items)), ("body", LineOf("line", script)));
}
