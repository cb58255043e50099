using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.Stimuli;

namespace LowCode.Work.Instances;

/// <summary>What the outbox keeps of <see cref="Effect.PublishEvent"/>.</summary>
internal sealed record PublishedEvent(string EventName, JsonNode? Payload, string? CorrelationId, bool IsLocal)
{
    public const string Kind = "event";
}

/// <summary>What the outbox keeps of <see cref="Effect.DispatchWorkflow"/>.</summary>
internal sealed record DispatchedWorkflow(string InstanceId, string DefinitionId, JsonObject Input, string? CorrelationId, JsonObject? Properties)
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

/// <summary>The rows <c>outbox</c> of a burst.</summary>
internal sealed class OutboxRows(TenantId tenant, InstanceId instance, DateTimeOffset at)
{
    private readonly List<OutboxWrite> _rows = [];

    public IReadOnlyList<OutboxWrite> All => _rows;

    /// <summary>Effects that concern no other instance are left out.</summary>
    public void Add(Effect effect)
    {
        switch (effect)
        {
            case Effect.PublishEvent published:
                Add(published.ActivityExecutionId, PublishedEvent.Kind, new PublishedEvent(
                    published.EventName, published.Payload?.DeepClone(), published.CorrelationId, published.IsLocal));
                break;
            case Effect.CallHttp call:
                // An activity that is tried again calls again: another bookmark is another call.
                Add($"{call.ActivityExecutionId}/{call.BookmarkId}", CalledHttp.Kind, new CalledHttp(call.BookmarkId, call.ActivityExecutionId, call.Call));
                break;
            case Effect.DispatchWorkflow dispatched:
                var start = dispatched.Start;
                Add(dispatched.ActivityExecutionId, DispatchedWorkflow.Kind, new DispatchedWorkflow(
                    dispatched.Child.Value, dispatched.DefinitionId, start.Input, start.CorrelationId, start.Properties));
                break;
            case Effect.ResumeParent ended:
                // An instance that faulted and was mended ends once more.
                Add($"end{at.UtcTicks}", EndedChild.Kind, new EndedChild(ended.Parent.Value, ended.Hash, ended.Result));
                break;
            case Effect.CancelChild unwanted:
                Add(unwanted.ActivityExecutionId + "/cancel", UnwantedChild.Kind, new UnwantedChild(unwanted.Child.Value));
                break;
        }
    }

    private void Add<T>(string execution, string kind, T payload)
    {
        var count = _rows.Count(o => o.ActivityExecutionId == execution);
        _rows.Add(new OutboxWrite(execution, kind, MessageResults.Write(payload), $"{tenant}/{instance}/{execution}/{count}"));
    }
}
