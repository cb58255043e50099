using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Validation;

/// <summary>What is written out and cannot be, or is there twice.</summary>
public sealed class DeclarationCheckTests
{
    public DeclarationCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Inputs_and_outputs_need_names_of_their_own()
    {
        var process = Of(Sequence("seq", Line("l")));
        process["inputs"] = new JsonArray(Argument("Amount", "Int32"), Argument("amount", "Int32"), new JsonObject { ["type"] = "String" });
        process["outputs"] = new JsonArray(Argument("Amount", "Int32"), Argument("Amount", "Int32"));

        Assert.Equal(
            ["workflow.argument.twice /inputs/1/name", "workflow.argument.name /inputs/2/name", "workflow.argument.twice /outputs/1/name"],
            Checked.Errors(process));
    }

    [Fact]
    public void An_input_of_a_type_that_nobody_knows_is_told()
    {
        var process = Of(Sequence("seq", Line("l")));
        process["inputs"] = new JsonArray(Argument("A", "Acme.Order"), Argument("B", "List<String>"), Argument("C", "List<Acme.Order>"));

        Assert.Equal(["workflow.argument.type /inputs/0/type", "workflow.argument.type /inputs/2/type"], Checked.Warnings(process));
    }

    [Fact]
    public void An_output_that_is_bound_to_nothing_is_refused()
    {
        var ask = Activity("Elsa.RunTask", "ask", ("taskName", Literal("String", "do")), ("result", Bound("vGone")));

        var error = Assert.Single(Checked.Process(Of(Sequence("seq", ask))).Errors);

        Assert.Equal("workflow.output.missing /root/activities/0/result/memoryReference/id", $"{error.Code} {error.Path}");
        Assert.Equal("Expected output \"result\" of activity \"ask\" to be bound to a variable in scope or an output of the process, but \"vGone\" is neither.", error.Message);
    }

    [Theory]
    [InlineData("vHere")]
    [InlineData("Out")]
    [InlineData("ask:output-0")]
    public void An_output_that_is_bound_to_a_variable_an_output_or_a_place_of_its_own_is_no_problem(string reference)
    {
        var process = Of(
            Sequence("seq", Activity("Elsa.RunTask", "ask", ("taskName", Literal("String", "do")), ("result", Bound(reference)))),
            Variable("Here", "Object"));
        process["outputs"] = new JsonArray(Argument("Out", "Object"));

        Assert.Empty(Checked.Errors(process));
    }

    [Fact]
    public void An_input_of_a_workflow_as_an_activity_may_name_a_place_of_its_own()
    {
        var engine = new WorkflowEngine();
        var used = Of(Sequence("seq", Line("l")));
        (used["name"], used["options"]) = ("Used", new JsonObject { ["usableAsActivity"] = true });
        var given = Literal("String", "x");
        given["memoryReference"] = new JsonObject { ["id"] = "somewhere" };
        var process = Of(Sequence("seq", Activity("Used", "a", ("given", given))));

        Assert.Empty(engine.Check(process.Utf8(), new WorkflowSet([engine.Compile(used.Utf8()).Value!])).Errors);
    }

    [Fact]
    public void An_input_that_the_process_does_not_have_is_told_where_it_is_read() => Assert.Equal(
        ["workflow.input.missing /root/activities/0/text/expression/value"],
        Checked.Warnings(Of(Sequence("seq", Activity("Elsa.WriteLine", "l", ("text", Wrapped("String", "Input", new JsonObject { ["name"] = "Nobody" })))))));

    [Theory]
    [InlineData("0 0 0 31 2 *")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 31 4,6,9,11 *")]
    public void A_cron_expression_of_days_that_do_not_exist_is_refused(string cron)
    {
        var error = Assert.Single(Checked.Process(Of(Sequence("seq", Cron(cron)))).Errors);

        Assert.Equal("workflow.cron.never /root/activities/0/cronExpression", $"{error.Code} {error.Path}");
        Assert.Contains(cron, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    public void Timer_that_starts_nothing_is_refused(string interval)
    {
        var timer = Activity("Elsa.Timer", "t", ("interval", Literal("TimeSpan", interval)));
        timer["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };

        var error = Assert.Single(Checked.Process(Of(Sequence("seq", timer))).Errors);

        Assert.Equal("workflow.timer.never /root/activities/0/interval", $"{error.Code} {error.Path}");
    }

    [Fact]
    public void The_29th_of_February_comes() => Assert.Empty(Checked.Errors(Of(Sequence("seq", Cron("0 0 0 29 2 *")))));

    [Theory]
    [InlineData("Elsa.Switch")]
    [InlineData("Elsa.FlowSwitch")]
    public void Two_cases_of_one_label_are_told(string type) => Assert.Equal(
        ["workflow.label.twice /root/activities/0/cases/2/label"],
        Checked.Warnings(Of(Sequence("seq", Activity(type, "choice", ("cases", new JsonArray(Case("a"), Case("b"), Case("a"))))))));

    [Fact]
    public void Two_branches_of_one_name_are_told() => Assert.Equal(
        ["workflow.label.twice /root/activities/0/branches"],
        Checked.Warnings(Of(Sequence("seq", Activity("Elsa.FlowFork", "fork", ("branches", Literal("Object", new JsonArray("a", "b", "a"))))))));

    [Theory]
    [InlineData("Elsa.SendHttpRequest", "orders")]
    [InlineData("Elsa.FlowSendHttpRequest", "ftp://files.test/a")]
    [InlineData("Elsa.DownloadHttpFile", "http//a.test")]
    public void An_address_that_cannot_be_called_is_refused(string type, string url)
    {
        var error = Assert.Single(Checked.Process(Of(Sequence("seq", Activity(type, "call", ("url", Literal("String", url)))))).Errors);

        Assert.Equal("workflow.http.url /root/activities/0/url", $"{error.Code} {error.Path}");
        Assert.Equal($"Expected activity \"call\" to call an absolute address that begins with http:// or https://, but got \"{url}\".", error.Message);
    }

    private static JsonObject Argument(string name, string type) => new() { ["name"] = name, ["type"] = type };

    private static JsonObject Bound(string reference) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = reference } };

    private static JsonObject Case(string label) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = true } };

    private static JsonObject Cron(string cron) => Activity("Elsa.Cron", "cron", ("cronExpression", Literal("String", cron)));
}
