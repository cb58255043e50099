using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Engine;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class CompileTests
{
    [Fact]
    public void Script_that_is_none_is_a_problem_with_path_and_place()
    {
        var problem = Assert.Single(ProblemsOf(Of(Sequence("seq", Line("a"), LineOf("b", "var x = 1;\nx +")))));

        Assert.Equal(("workflow.script", "/root/activities/1/text/expression/value"), (problem.Code, problem.Path));
        Assert.Contains("2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_reported()
    {
        var task = Ask("t", ["ok", "ok"], ("captures", new JsonObject { ["field"] = "Nobody" }), ("candidateRoles", Wrapped("String[]", "Object", "[oops")));
        var script = Activity("Elsa.RunJavaScript", "js", ("script", Literal("String", "if (")));

        Assert.Equal(
            ["workflow.expression.object", "workflow.script", "workflow.task.capture", "workflow.task.outcomeTwice"],
            ProblemsOf(Of(Sequence("seq", task, script))).Select(p => p.Code).Order());
    }

    [Fact]
    public void Compiled_definition_tells_what_it_is()
    {
        var compiled = new WorkflowEngine().Compile(Of(Sequence("seq", Line("a"))).Utf8()).Value!;

        Assert.Equal(("p", 1, "p"), (compiled.DefinitionId, compiled.Version, compiled.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"definitionId\": \"p\"}")]
    public void Document_that_is_no_process_is_refused(string text) =>
        Assert.NotEmpty(new WorkflowEngine().Compile(Encoding.UTF8.GetBytes(text)).Problems);

    private static IReadOnlyList<Problem> ProblemsOf(JsonObject process) => new WorkflowEngine().Compile(process.Utf8()).Problems;
}
