using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Engine;
using LowCode.Engine.Connectors;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Tests.Unit.Engine;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Connectors;

public sealed class ConnectorActivityTests
{
    [Fact]
    public void Pure_connector_answers_within_the_burst()
    {
        var run = Started(RateConnector.Of(isPure: true), "USD", "100");

        Assert.Equal(710m, (decimal)run.Is(InstanceSubStatus.Finished).Variables["value"]!);
        Assert.Empty(run.Last.Effects);
    }

    [Fact]
    public void Input_without_a_value_has_the_default_of_the_manifest() =>
        Assert.Equal(14.2m, (decimal)Started(RateConnector.Of(isPure: true), "USD", null).Variables["value"]!);

    [Fact]
    public void Other_connector_is_called_after_the_commit_and_its_answer_moves_the_process_on()
    {
        var run = Started(RateConnector.Of(isPure: false), "USD", "100").Is(InstanceSubStatus.Suspended);

        var call = run.Effect<Effect.CallConnector>();
        Assert.Equal((RateConnector.Type, """{"currency":"USD","amount":100}"""), (call.Connector, call.Inputs));
        run.Continue(new Stimulus.Resume(call.BookmarkId, new ConnectorReply(new JsonObject { ["value"] = 710m }, [], [], null).ToPayload()));

        Assert.Equal(710m, (decimal)run.Is(InstanceSubStatus.Finished).Variables["value"]!);
    }

    [Fact]
    public void Pure_connector_with_large_inputs_is_called_after_the_commit() =>
        Assert.IsType<Effect.CallConnector>(Assert.Single(Started(RateConnector.Of(isPure: true), "USD", "100", new string('k', 300_000)).Last.Effects));

    [Fact]
    public void Process_leaves_by_the_outcomes_of_the_answer_and_by_Done() =>
        Flow(RateConnector.Of(isPure: true), "USD", "101", "rate:Large -> large", "rate:Done -> done").Writes("large", "done");

    [Fact]
    public void Error_leaves_by_its_port_where_one_is_connected()
    {
        var run = Flow(RateConnector.Of(isPure: true), "XXX", "1", "rate:no-such-currency -> large", "rate:Done -> done");

        run.Is(InstanceSubStatus.Finished).Writes("large");
        Assert.Equal("no-such-currency", (string)run.Variables["error"]!["code"]!);
    }

    [Theory]
    [InlineData("XXX", "no-such-currency: Expected a currency, but got 'XXX'.")]
    [InlineData("BUG", "failed: Expected the connector to answer or to fail with a code, but got ArithmeticException: a bug")]
    public void Error_that_nothing_catches_is_an_incident(string currency, string message) =>
        Assert.Equal(message, Assert.Single(Started(RateConnector.Of(isPure: true), currency, "1").Is(InstanceSubStatus.Faulted).State.Incidents).Message);

    [Theory]
    [InlineData("BUSY", InstanceSubStatus.Suspended)]
    [InlineData("XXX", InstanceSubStatus.Faulted)]
    public void Retry_policy_applies_to_errors_that_may_pass(string currency, InstanceSubStatus status)
    {
        var process = Process(currency, "1");
        process["root"]!["activities"]![0]!["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["attempts"] = 2, ["delay"] = "00:00:10" } };

        ProcessRun.Started(process, Options(RateConnector.Of(isPure: true))).Is(status);
    }

    [Theory]
    [InlineData("EUR", "1", "currency")]
    [InlineData("USD", "much", "amount")]
    [InlineData(null, "1", "currency")]
    public void Literal_that_the_manifest_does_not_allow_is_refused_before_publishing(string? currency, string amount, string input)
    {
        var engine = new WorkflowEngine(Options(RateConnector.Of(isPure: true)));

        var error = Assert.Single(engine.Check(Process(currency, amount).Utf8()).Errors);

        Assert.EndsWith("/" + input, error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Pure_connector_that_waits_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Started(RateConnector.Of(isPure: true, isAsynchronous: true), "USD", "1"));

    private static EngineOptions Options(Connector connector) => new() { Connectors = [connector] };

    private static ProcessRun Started(Connector connector, string currency, string? amount, string? key = null) =>
        ProcessRun.Started(Process(currency, amount, key), Options(connector));

    private static ProcessRun Flow(Connector connector, string currency, string amount, params string[] connections) => ProcessRun.Started(
        Of(Flowchart([Rate(currency, amount), Line("large"), Line("done")], connections), Variable("value", "Decimal"), Variable("error", "Object")),
        Options(connector));

    private static JsonObject Process(string? currency, string? amount, string? key = null) =>
        Of(Sequence("seq", Rate(currency, amount, key)), Variable("value", "Decimal"), Variable("error", "Object"));

    private static JsonObject Rate(string? currency, string? amount, string? key = null)
    {
        var rate = Activity(
            RateConnector.Type,
            "rate",
            ("currency", Literal("String", currency)),
            ("value", new JsonObject { ["typeName"] = "Decimal", ["memoryReference"] = new JsonObject { ["id"] = "vvalue" } }),
            ("error", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "verror" } }));
        if (amount is not null)
        {
            rate["amount"] = Literal("Decimal", amount);
        }

        if (key is not null)
        {
            rate["key"] = Literal("String", key);
        }

        return rate;
    }
}
