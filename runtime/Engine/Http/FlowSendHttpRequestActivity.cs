using System.Globalization;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>Sends a request and leaves by its answer: the status where it is expected, else "Unmatched status code", each together with Done.</summary>
internal sealed class FlowSendHttpRequestActivity(OutgoingCall call, CallOutputs outputs, Input expected) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowSendHttpRequest", ActivityCategory.Http, "http")
        {
            Inputs =
            [
                .. OutgoingCall.Inputs,
                new("expectedStatusCodes", "List<Int32>", new object?[] { 200L }) { Editor = InputEditor.StatusCodes },
                OutgoingCall.Resiliency,
            ],
            Outputs = CallOutputs.Declared,
            Outcomes = FlowAnswer.Outcomes,
            HasOwnOutcomes = true,
            RunsOutside = true,
        },
        source => new FlowSendHttpRequestActivity(new OutgoingCall(source), new CallOutputs(source), source.Input("expectedStatusCodes")));

    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => FlowAnswer.Ports(expected, usual);

    public override void Execute(Burst burst, ActivityExecution me) => call.Send(burst, me);

    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => call.Send(burst, me);

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var codes = FlowAnswer.Codes(burst.Value(me, expected));
        var answer = OutgoingCall.Receive(me, payload, codes.Contains, a => FlowAnswer.IsConnected(me, a, codes));
        if (answer is HttpAnswer.Answered answered)
        {
            outputs.Give(burst, me, answered);
        }

        burst.Complete(me, FlowAnswer.OutcomesOf(answer, codes));
    }
}

/// <summary>The outcomes that stand for answers.</summary>
internal static class FlowAnswer
{
    private const string Unmatched = "Unmatched status code";
    private const string Failed = "Failed to connect";
    private const string Timeout = "Timeout";

    public static string[] Outcomes => ["Done", Unmatched, Failed, Timeout];

    /// <summary>Null: the codes are computed.</summary>
    public static IReadOnlyList<string>? Ports(Input expected, IReadOnlyList<string> usual) =>
        expected.IsLiteral ? [.. Codes(expected.LiteralValue).Select(c => c.ToString(CultureInfo.InvariantCulture)), .. usual] : null;

    public static HashSet<int> Codes(object? value) =>
        [.. (value as object?[] ?? []).Select(v => int.TryParse(DataValue.ToText(v), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0)];

    /// <summary>Where no code is expected, every answer is Done and nothing more.</summary>
    public static string[] OutcomesOf(HttpAnswer answer, HashSet<int> expected) => answer switch
    {
        HttpAnswer.Answered when expected.Count == 0 => ["Done"],
        HttpAnswer.Answered answered => [expected.Contains(answered.StatusCode) ? answered.StatusCode.ToString(CultureInfo.InvariantCulture) : Unmatched, "Done"],
        HttpAnswer.TimedOut => [Timeout],
        _ => [Failed],
    };

    /// <summary>A connection begins at the port of the answer. Done is the port of every answer, and says nothing of this one.</summary>
    public static bool IsConnected(ActivityExecution me, HttpAnswer answer, HashSet<int> expected)
    {
        var port = OutcomesOf(answer, expected)[0];
        return port != "Done" && me.Node.Parent is { } flowchart && flowchart.Definition.Connections.Any(c => c.Source == me.ActivityId && c.Port == port);
    }
}
