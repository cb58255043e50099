using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>Sends a request and runs the embedded activity that stands for its answer; without one it is done.</summary>
internal sealed class SendHttpRequestActivity : Activity
{
    private readonly OutgoingCall _call;
    private readonly CallOutputs _outputs;
    private readonly Dictionary<int, ActivityNode?> _expected = [];
    private readonly ActivityNode? _unmatched;
    private readonly ActivityNode? _failed;
    private readonly ActivityNode? _timeout;

    private SendHttpRequestActivity(ActivitySource source)
    {
        _call = new OutgoingCall(source);
        _outputs = new CallOutputs(source);
        _unmatched = source.Child("unmatchedStatusCode");
        _failed = source.Child("failedToConnect");
        _timeout = source.Child("timeout");
        foreach (var item in source.Definition.Json.Items("expectedStatusCodes"))
        {
            var activity = item.Member("activity")?.Text("id") is { } id ? source.Children("expectedStatusCodes").FirstOrDefault(a => a.Id == id) : null;
            _expected.TryAdd(item.Whole("statusCode") ?? 0, activity);
        }
    }

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.SendHttpRequest", ActivityCategory.Http, "http")
        {
            Inputs = [.. OutgoingCall.Inputs, new("expectedStatusCodes", "Object", IsPlain: true) { Editor = InputEditor.StatusCodes }, OutgoingCall.Resiliency],
            Outputs = CallOutputs.Declared,
            Ports = ["unmatchedStatusCode", "failedToConnect", "timeout"],
            RunsOutside = true,
        },
        source => new SendHttpRequestActivity(source));

    public override void Execute(Burst burst, ActivityExecution me) => _call.Send(burst, me);

    // The answer may have come while the instance was stopped: the call is made again.
    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => _call.Send(burst, me);

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var answer = OutgoingCall.Receive(me, payload, _expected.ContainsKey, a => Port(a) is not null);
        if (answer is HttpAnswer.Answered answered)
        {
            _outputs.Give(burst, me, answered);
        }

        var next = Port(answer);
        if (next is null)
        {
            burst.Complete(me);
        }
        else
        {
            burst.Schedule(next, me);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) => burst.Complete(me);

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) => burst.Complete(me);

    private ActivityNode? Port(HttpAnswer answer) => answer switch
    {
        HttpAnswer.Answered answered => _expected.TryGetValue(answered.StatusCode, out var activity) ? activity : _unmatched,
        HttpAnswer.TimedOut => _timeout,
        _ => _failed,
    };
}
