using System.Text;
using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Connectors;

/// <summary>
/// Calls a connector: a pure one with small inputs within the burst, every other one after the commit. It leaves by Done and by the outcomes
/// that the connector names, or by the port of the error where the process connects it.
/// </summary>
internal sealed class ConnectorActivity : Activity
{
    /// <summary>Bytes of inputs that a pure connector takes within a burst, whose transaction others may wait for.</summary>
    private const int MostInBurst = 256 * 1024;

    private readonly Connector _connector;
    private readonly Input[] _inputs;
    private readonly OutputTarget[] _outputs;
    private readonly OutputTarget? _error;
    private readonly HashSet<string> _caught;

    private ConnectorActivity(Connector connector, ActivitySource source)
    {
        _connector = connector;
        _inputs = [.. connector.Manifest.Inputs.Select(i => source.Input(i.Name))];
        _outputs = [.. connector.Manifest.Outputs.Select(o => source.Output(o.Name))];
        _error = connector.Manifest.Errors.Count > 0 ? source.Output(ConnectorOutputs.Error) : null;
        var connections = source.Node.Parent?.Definition.Connections ?? [];
        _caught = [.. connections.Where(c => c.Source == source.Node.Id && c.Port is not null).Select(c => c.Port!)];
    }

    public static ActivityType TypeOf(Connector connector) =>
        new(ConnectorDescriptor.Of(connector.Manifest), source => new ConnectorActivity(connector, source));

    /// <summary>Artefacts that it names in its definition: the kind, the key and the input; names that only a run knows are not among them.</summary>
    public IEnumerable<(string Kind, string Key, string Input)> Artefacts =>
        from input in _connector.Manifest.Inputs.Zip(_inputs)
        where input.First.Artefact is not null && input.Second.IsLiteral
        from key in input.Second.LiteralValue is object?[] several ? several : [input.Second.LiteralValue]
        where DataValue.ToText(key).Length > 0
        select (input.First.Artefact!, DataValue.ToText(key), input.First.Name);

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var inputs = DataValue.ToJson(Inputs(burst, me));
        if (_connector.Manifest.IsPure && inputs.Length <= MostInBurst)
        {
            Take(burst, me, AtOnce(burst, me, inputs));
            return;
        }

        var bookmark = burst.Wait(me, new JsonObject { ["connector"] = _connector.Manifest.Type });
        burst.Effect(me, new Effect.CallConnector(bookmark, me.Id, _connector.Manifest.Type, inputs));
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload) => Take(burst, me, ConnectorReply.Of(payload));

    // The answer may have come while the instance was stopped: the call is made again.
    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => Execute(burst, me);

    private DataObject Inputs(Burst burst, ActivityExecution me)
    {
        var given = new List<KeyValuePair<string, object?>>();
        foreach (var (declared, input) in _connector.Manifest.Inputs.Zip(_inputs))
        {
            var value = input.Evaluate(burst, me);
            if (value is not null)
            {
                given.Add(new(declared.Name, value));
            }
            else if (declared.IsRequired)
            {
                throw new ActivityFaultException("connector.input", declared.Name) { IsFinal = true };
            }
        }

        return new DataObject(given);
    }

    private ConnectorReply AtOnce(Burst burst, ActivityExecution me, string inputs)
    {
        var call = new ConnectorCall($"{burst.World.Instance}/{me.Id}", burst.Now, burst.World.Decisions);
        var answering = call.RunAsync(_connector, Encoding.UTF8.GetBytes(inputs), CancellationToken.None);
        return answering.IsCompleted
            ? answering.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"Expected {_connector.Manifest.Type}, which is pure, to answer at once, but it waits for something.");
    }

    private void Take(Burst burst, ActivityExecution me, ConnectorReply reply)
    {
        if (reply.Failure is { } failure)
        {
            Fail(burst, me, failure);
            return;
        }

        foreach (var record in reply.Records)
        {
            burst.Record.Journal(JournalKind.DecisionMade, me, record);
        }

        foreach (var output in _outputs)
        {
            burst.Data.Give(me, output, DataValue.From(reply.Outputs?[output.Name]));
        }

        burst.Complete(me, [.. reply.Outcomes, "Done"]);
    }

    private void Fail(Burst burst, ActivityExecution me, ConnectorFailure failure)
    {
        var mayPass = _connector.IsRetryable(failure.Code);
        if (!_caught.Contains(failure.Code) || (mayPass && me.Node.Retry is { } policy && me.Retries < policy.Attempts))
        {
            throw new ActivityFaultException("connector.failed", failure.Code, failure.Message) { Details = new JsonObject { ["code"] = failure.Code }, IsFinal = !mayPass };
        }

        if (_error is not null)
        {
            burst.Data.Give(me, _error, new DataObject([new("code", failure.Code), new("message", failure.Message)]));
        }

        burst.Complete(me, [failure.Code]);
    }
}
