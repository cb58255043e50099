using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Stimuli;

namespace LowCode.Work.Instances;

/// <summary>What the outbox keeps of <see cref="Effect.PublishEvent"/>.</summary>
internal sealed record PublishedEvent(string EventName, JsonNode? Payload, string? CorrelationId, bool IsLocal)
{
    public const string Kind = "event";
}

/// <summary>What the outbox keeps of <see cref="Effect.DispatchWorkflow"/>.</summary>
/// <param name="CaseId">The case of whoever started it; null: it has none.</param>
internal sealed record DispatchedWorkflow(
    string InstanceId, string DefinitionId, JsonObject Input, string? CorrelationId, JsonObject? Properties, string? CaseId = null)
{
    public const string Kind = "dispatch";

    public Stimulus.Start Stimulus => new((JsonObject)Input.DeepClone(), CorrelationId, Properties: (JsonObject?)Properties?.DeepClone());
}

/// <summary>What the outbox keeps of <see cref="Effect.ResumeParent"/>.</summary>
internal sealed record EndedChild(string Parent, string Hash, JsonNode Result)
{
    public const string Kind = "child-ended";
}

/// <summary>What the outbox keeps of <see cref="Effect.CancelChild"/>.</summary>
internal sealed record UnwantedChild(string InstanceId)
{
    public const string Kind = "cancel-child";
}

/// <summary>What the outbox keeps of <see cref="Effect.CallHttp"/>.</summary>
internal sealed record CalledHttp(string BookmarkId, string ActivityExecutionId, HttpCall Call)
{
    public const string Kind = "http";
}

/// <summary>What the outbox keeps of <see cref="Effect.CallConnector"/>.</summary>
internal sealed record CalledConnector(string BookmarkId, string ActivityExecutionId, string Connector, string Inputs)
{
    public const string Kind = "connector";
}

/// <summary>What the outbox keeps of <see cref="Effect.PublishRule"/>.</summary>
internal sealed record AskedPublication(string BookmarkId, RulePublication Publication)
{
    public const string Kind = "publish-rule";
}

/// <summary>What the outbox keeps of <see cref="Effect.Reply"/>, where the request waits at another process.</summary>
internal sealed record AnsweredRequest(string RequestId, HttpReply Reply)
{
    public const string Kind = "reply";
}

/// <summary>The rows <c>outbox</c> of a burst.</summary>
/// <param name="version">The row_version that the burst was computed from.</param>
/// <param name="caseId">Null: the instance runs without a case.</param>
internal sealed class OutboxRows(TenantId tenant, InstanceId instance, long version, string? caseId)
{
    private readonly List<OutboxWrite> _rows = [];

    public IReadOnlyList<OutboxWrite> All => _rows;

    /// <summary>Effects that concern no other instance are left out.</summary>
    public void Add(Effect effect)
    {
        switch (effect)
        {
            case Effect.PublishEvent published:
                Add(published.ActivityExecutionId, effect, PublishedEvent.Kind, new PublishedEvent(
                    published.EventName, published.Payload?.DeepClone(), published.CorrelationId, published.IsLocal));
                break;
            case Effect.CallHttp call:
                Add(call.ActivityExecutionId, effect, CalledHttp.Kind, new CalledHttp(call.BookmarkId, call.ActivityExecutionId, call.Call));
                break;
            case Effect.CallConnector call:
                Add(call.ActivityExecutionId, effect, CalledConnector.Kind, new CalledConnector(call.BookmarkId, call.ActivityExecutionId, call.Connector, call.Inputs));
                break;
            case Effect.PublishRule asked:
                Add(asked.ActivityExecutionId, effect, AskedPublication.Kind, new AskedPublication(asked.BookmarkId, asked.Publication));
                break;
            case Effect.Reply reply:
                Add(reply.ActivityExecutionId, effect, AnsweredRequest.Kind, new AnsweredRequest(reply.RequestId, reply.Response));
                break;
            case Effect.DispatchWorkflow dispatched:
                var start = dispatched.Start;
                Add(dispatched.ActivityExecutionId, effect, DispatchedWorkflow.Kind, new DispatchedWorkflow(
                    dispatched.Child.Value, dispatched.DefinitionId, start.Input, start.CorrelationId, start.Properties, caseId));
                break;
            case Effect.ResumeParent ended:
                // An instance that faulted and was mended ends once more.
                Add(string.Create(CultureInfo.InvariantCulture, $"end{version}"), effect, EndedChild.Kind, new EndedChild(ended.Parent.Value, ended.Hash, ended.Result));
                break;
            case Effect.CancelChild unwanted:
                Add(unwanted.ActivityExecutionId, effect, UnwantedChild.Kind, new UnwantedChild(unwanted.Child.Value));
                break;
        }
    }

    private void Add<T>(string execution, Effect effect, string kind, T payload) =>
        _rows.Add(new OutboxWrite(execution, kind, MessageResults.Write(payload), $"{tenant}/{instance}/{execution}/{effect.Number}"));
}
