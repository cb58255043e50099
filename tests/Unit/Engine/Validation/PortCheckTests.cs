using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Validation;

public sealed class PortCheckTests
{
    public PortCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public static TheoryData<JsonObject, string, string> Sources() => new()
    {
        { Decision("a", "true"), "Maybe", "True, False" },
        { Line("a"), "Finished", "Done" },
        { Ask("a", ["Pass", "Reject"]), "Done", "Pass, Reject" },
        { Activity("Elsa.FlowFork", "a", ("branches", Literal("Object", new JsonArray("x", "y")))), "Done", "x, y" },
        { Activity("Elsa.FlowSwitch", "a", ("cases", new JsonArray(new JsonObject { ["label"] = "Big", ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = true } }))), "Small", "Big, Default" },
        { Activity("Elsa.FlowSendHttpRequest", "a", ("url", Literal("String", "http://a.test/")), ("expectedStatusCodes", Literal("Object", new JsonArray(201)))), "200", "201, Done, Unmatched status code, Failed to connect, Timeout" },
        { Activity("Elsa.HttpEndpoint", "a", ("path", Literal("String", "a")), ("exposeFileTooLargeOutcome", true)), "Request too large", "Done, File too large" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_connection_from_a_port_that_its_activity_does_not_have_is_told_with_those_that_it_has(JsonObject source, string port, string ports)
    {
        var known = ports.Split(", ").Select((p, i) => (Port: p, Target: $"t{i}")).ToArray();
        var check = Checked.Process(Of(Flowchart(
            [source, .. known.Select(k => Line(k.Target)), Line("never")],
            [.. known.Select(k => $"a:{k.Port} -> {k.Target}"), $"a:{port} -> never"])));

        var warning = Assert.Single(check.Warnings);
        Assert.Equal($"workflow.connection.port /root/connections/{known.Length}", $"{warning.Code} {warning.Path}");
        Assert.EndsWith($"expected one of {ports}.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_out_of_an_end_is_told() => Assert.Equal(
        ["workflow.connection.terminal /root/connections/1"],
        Checked.Warnings(Of(Flowchart([Line("a"), Activity("Elsa.End", "z"), Line("b")], "a -> z", "z -> b"))));

    [Fact]
    public void Ports_that_only_a_run_knows_are_not_told() => Assert.Empty(Checked.Warnings(Of(Flowchart(
        [
            Activity("Elsa.RunJavaScript", "a", ("script", Literal("String", "setOutcome('x' + 1)"))),
            Activity("Elsa.FlowFork", "b", ("branches", Script("Object", "['y']"))),
            Activity("Elsa.FlowNode", "c", ("body", Decision("d", "true"))),
            Line("z"),
        ],
        "a:x1 -> b", "b:y -> c", "c:True -> z"))));

    [Fact]
    public void A_workflow_as_an_activity_has_its_outcomes_and_Done()
    {
        var engine = new WorkflowEngine();
        var used = Of(Sequence("seq", Line("l")));
        (used["name"], used["outcomes"], used["options"]) = ("Used", new JsonArray("Yes", "No"), new JsonObject { ["usableAsActivity"] = true });
        var process = Of(Flowchart([Activity("Used", "a"), Line("b"), Line("c"), Line("d")], "a:Yes -> b", "a -> c", "a:Perhaps -> d"));

        var check = engine.Check(process.Utf8(), new WorkflowSet([engine.Compile(used.Utf8()).Value!]));

        Assert.Equal(["workflow.connection.port /root/connections/2"], Checked.Places(check.Warnings));
    }
}
