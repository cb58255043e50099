using System.Globalization;
using System.Text.Json.Nodes;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>The pieces that call somebody outside; the address says what comes of it.</summary>
internal sealed partial class ProcessArtist
{
    /// <summary>The first call of an activity fails, the second is answered.</summary>
    public const string Flaky = "flaky";

    private const string Refused = "refused";
    private const string Slow = "slow";
    private const string Expected = "200";
    private const string AlsoExpected = "404";
    private const string Unmatched = "500";

    private static readonly string[] _answers = [Expected, AlsoExpected, Unmatched, Refused, Slow];

    private Block Sent(Place place)
    {
        _features |= Features.Wait;
        var ports = _answers.ToDictionary(a => a, _ => _random.Next(4) == 0 ? null : _random.Next(3) == 0 ? Block(place) : Leaf(place));
        var send = Activity(
            "Elsa.SendHttpRequest",
            Id("h"),
            ("expectedStatusCodes", new JsonArray(Status(Expected, ports[Expected]), Status(AlsoExpected, ports[AlsoExpected]))),
            ("unmatchedStatusCode", ports[Unmatched]?.Activity),
            ("failedToConnect", ports[Refused]?.Activity),
            ("timeout", ports[Slow]?.Activity));
        var (answer, calls) = Call(send, place);
        foreach (var (port, block) in ports)
        {
            Keep(block, port == answer);
        }

        return new Block(send, Trace.Of(calls, ports[answer]?.Trace ?? Trace.Nothing));
    }

    private Block SentInFlow(Place place)
    {
        _features |= Features.Wait | Features.Fork;
        var send = Activity("Elsa.FlowSendHttpRequest", Id("h"), ("expectedStatusCodes", Literal("Object", new JsonArray(200, 404))));
        var (answer, calls) = Call(send, place);
        var hasAnswer = answer is not (Refused or Slow);
        var ports = _answers.ToDictionary(a => a, a => a == answer ? Block(place) : Leaf(place));
        var (done, end) = (Leaf(place), Leaf(place));
        Keep(done, hasAnswer);
        foreach (var (port, block) in ports)
        {
            Keep(block, port == answer);
        }

        Block[] branches = [.. ports.Values, done];
        return Flow(
            [send, .. branches.Select(b => b.Activity), end.Activity],
            [
                .. ports.Select(p => $"{IdOf(send)}:{Outcome(p.Key)} -> {IdOf(p.Value.Activity)}"),
                Then(send, done.Activity),
                .. branches.Select(b => Then(b.Activity, end.Activity)),
            ],
            calls, hasAnswer ? new Trace.Par(ports[answer].Trace, done.Trace) : ports[answer].Trace, end.Trace);
    }

    /// <summary>Where nothing else is under way it may also fail at first, and be tried again.</summary>
    private (string Answer, Trace Calls) Call(JsonObject send, Place place)
    {
        var id = IdOf(send);
        var isFlaky = !place.IsParallel && _random.Next(5) == 0;
        var answer = isFlaky ? Expected : _answers[_random.Next(_answers.Length)];
        send["url"] = Literal("String", $"http://outside.test/{(isFlaky ? Flaky : answer)}");
        if (!isFlaky)
        {
            return (answer, Trace.Of(id, id + Labels.Resumed));
        }

        _features |= Features.Fault;
        send["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["delay"] = "00:00:30" } };
        return (answer, Trace.Of(id, id + Labels.Resumed, id + Labels.RetryScheduled, id + Labels.Resumed, id + Labels.Retried, id + Labels.Resumed));
    }

    private static JsonObject Status(string code, Block? block)
    {
        var status = new JsonObject { ["statusCode"] = int.Parse(code, CultureInfo.InvariantCulture) };
        if (block is not null)
        {
            status["activity"] = block.Activity;
        }

        return status;
    }

    private static string Outcome(string answer) => answer switch
    {
        Unmatched => "Unmatched status code",
        Refused => "Failed to connect",
        Slow => "Timeout",
        _ => answer,
    };
}
