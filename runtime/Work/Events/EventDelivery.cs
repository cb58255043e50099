using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.Instances;
using LowCode.Work.Releases;

namespace LowCode.Work.Events;

/// <summary>Brings an event to those that wait for it, and starts what it triggers.</summary>
public sealed class EventDelivery(IEventInbox inbox, IInstanceOwner owner, StartInstance startInstance, PublishedDefinitions definitions)
{
    /// <summary>Elsa's name of the input under which a starting event brings its payload.</summary>
    private const string PayloadInput = "__EventPayloadWorkflowInput";

    /// <summary>A bookmark may go between the look and the burst; then it is looked for again. Each loser lost to one that went on, so many senders at once need many looks.</summary>
    private const int Looks = 20;

    /// <summary>Receivers of a broadcast whose bursts run at once: enough for the store to write them together, few enough to leave room for others.</summary>
    private const int AtOnce = 32;

    internal async Task<Result<SentEvent>> DeliverAsync(DeliverableEvent sent, CancellationToken cancellation)
    {
        var started = 0;
        if (sent.Address is EventAddress.Broadcast broadcast)
        {
            started = await StartAsync(sent, broadcast.CorrelationId, cancellation);
        }

        if (sent.Address is EventAddress.Instance one
            && await owner.TryResumeAsync(Origin(sent, one.InstanceId), sent.Hash, sent.Payload?.DeepClone(), cancellation) is BurstOutcome.Committed or BurstOutcome.Repeated)
        {
            return new SentEvent(Resumed: 1, started, IsKept: false);
        }

        var message = new EventMessage(
            sent.MessageId, sent.Address, sent.Hash, sent.Payload?.ToJsonString(), sent.At, sent.KeptFor is { } time ? sent.At + time : DateTimeOffset.MaxValue);
        var resumed = 0;
        Rejection? quarantined = null;
        for (var look = 0; look < Looks; look++)
        {
            var delivery = await inbox.DeliverAsync(sent.Tenant, message, cancellation);
            (var taken, var missed, quarantined) = await ResumeAsync(sent, delivery.Receivers, cancellation);
            resumed += taken;
            if (missed == 0 || sent.Address is EventAddress.Broadcast)
            {
                return new SentEvent(resumed + (delivery.IsRepeat && !delivery.IsKept ? 1 : 0), started, delivery.IsKept);
            }
        }

        return quarantined ?? Rejections.Conflict("instance.busy");
    }

    private async Task<(int Taken, int Missed, Rejection? Quarantined)> ResumeAsync(DeliverableEvent sent, IReadOnlyList<BookmarkAddress> receivers, CancellationToken cancellation)
    {
        var outcomes = new BurstOutcome[receivers.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, receivers.Count, limits, async (i, token) =>
        {
            var resume = new InstanceCommand.Resume(Origin(sent, receivers[i].InstanceId), receivers[i].BookmarkId, sent.Payload?.DeepClone());
            outcomes[i] = await owner.RunAsync(resume, token);
        });

        var taken = outcomes.Count(o => o is BurstOutcome.Committed or BurstOutcome.Repeated);
        var quarantined = outcomes.OfType<BurstOutcome.Refused>().Select(o => o.Rejection).FirstOrDefault(r => r.Code == "instance.quarantined");
        return (taken, receivers.Count - taken, quarantined);
    }

    private static CommandOrigin Origin(DeliverableEvent sent, string instance) =>
        new(sent.Tenant, new InstanceId(instance), sent.At, sent.Actor, sent.ActorName, new MessageKey(instance, sent.MessageId));

    private async Task<int> StartAsync(DeliverableEvent sent, string? correlationId, CancellationToken cancellation)
    {
        var started = 0;
        foreach (var (definitionId, trigger) in await definitions.TriggersAsync(sent.Tenant, sent.Hash, cancellation))
        {
            var origin = new CommandOrigin(sent.Tenant, InstanceId.New(sent.At), sent.At, sent.Actor, sent.ActorName);
            var stimulus = new Stimulus.Start(
                new JsonObject { [PayloadInput] = sent.Payload?.DeepClone() }, correlationId, trigger.ActivityId);
            var answer = await startInstance.StartAsync(origin, definitionId, sent.MessageId, stimulus, cancellation);
            started += answer.IsAccepted ? 1 : 0;
        }

        return started;
    }
}

/// <summary>An event, or whatever else resumes bookmarks, on its way.</summary>
/// <param name="Hash">Of the bookmarks and triggers that take it.</param>
internal sealed record DeliverableEvent(
    TenantId Tenant,
    string MessageId,
    string Hash,
    EventAddress Address,
    JsonNode? Payload,
    DateTimeOffset At,
    string? Actor = null,
    string? ActorName = null)
{
    /// <summary>How long it waits for its bookmark, where it waits; null: as long as the instance is there.</summary>
    public TimeSpan? KeptFor { get; init; } = TimeSpan.FromDays(1);

    public static DeliverableEvent Named(
        TenantId tenant, string messageId, string eventName, EventAddress address, JsonNode? payload, DateTimeOffset at) =>
        new(tenant, messageId, BookmarkHash.OfEvent(eventName), address, payload, at);
}
