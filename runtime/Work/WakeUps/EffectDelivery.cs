using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Engine.Effects;
using LowCode.Work.Calls;
using LowCode.Work.Connectors;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.Replies;
using LowCode.Work.RulePublishing;
using LowCode.Work.Texts;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Brings one effect of the outbox to where it belongs. All that is done carries the effect's idempotency key, so a second delivery does
/// nothing twice.
/// </summary>
internal sealed class EffectDelivery(
    EventDelivery events, StartInstance startInstance, IInstanceOwner owner, IQuarantine quarantine, SendCall calls, CallConnector connectors, PublishCheckedRule rules, BurstReplies replies, TimeProvider time)
{
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(1);

    /// <summary>The release of an instance wakes its own effects at once; those of others for it look so often.</summary>
    private static readonly TimeSpan UntilReleased = TimeSpan.FromSeconds(30);

    /// <exception cref="UndeliveredException">It cannot be delivered now; later perhaps.</exception>
    /// <exception cref="EffectMustWaitException">Whoever it is for is busy or in quarantine.</exception>
    public Task DeliverAsync(OutboxItem item, CancellationToken cancellation) => item.Kind switch
    {
        PublishedEvent.Kind => PublishAsync(item, MessageResults.Read<PublishedEvent>(item.Payload), cancellation),
        DispatchedWorkflow.Kind => StartAsync(item, MessageResults.Read<DispatchedWorkflow>(item.Payload), cancellation),
        EndedChild.Kind => ResumeAsync(item, MessageResults.Read<EndedChild>(item.Payload), cancellation),
        CalledHttp.Kind => CallAsync(item, MessageResults.Read<CalledHttp>(item.Payload), cancellation),
        CalledConnector.Kind => CallAsync(item, MessageResults.Read<CalledConnector>(item.Payload), cancellation),
        AskedPublication.Kind => PublishAsync(item, MessageResults.Read<AskedPublication>(item.Payload), cancellation),
        AnsweredRequest.Kind => AnswerAsync(item, MessageResults.Read<AnsweredRequest>(item.Payload), cancellation),
        UnwantedChild.Kind => CancelAsync(item, MessageResults.Read<UnwantedChild>(item.Payload), cancellation),
        _ => throw new InvalidOperationException($"Expected an effect of a known kind, but {item.OutboxId} is of kind {item.Kind}."),
    };

    private Task PublishAsync(OutboxItem item, PublishedEvent published, CancellationToken cancellation)
    {
        EventAddress address = published.IsLocal ? new EventAddress.Instance(item.InstanceId) : new EventAddress.Broadcast(published.CorrelationId);
        return SendAsync(
            DeliverableEvent.Named(item.Tenant, MessageId(item), published.EventName, address, published.Payload, time.GetUtcNow()), cancellation);
    }

    // A child that may not start is its parent's affair where that waits, and the operator's where nobody does.
    private async Task StartAsync(OutboxItem item, DispatchedWorkflow dispatched, CancellationToken cancellation)
    {
        var child = new InstanceId(dispatched.InstanceId);
        var stimulus = dispatched.Stimulus;
        var answer = await startInstance.StartAsync(
            new CommandOrigin(item.Tenant, child, time.GetUtcNow()), dispatched.DefinitionId, MessageId(item), stimulus, cancellation, dispatched.CaseId);
        if (answer.IsAccepted)
        {
            return;
        }

        if (IsForNow(answer.Rejection) || Child.AwaitedHash(stimulus) is not { } hash)
        {
            throw Undelivered(answer.Rejection);
        }

        var refusal = Child.Refused(child, WorkTexts.InAllLanguages(answer.Rejection.Code, [.. answer.Rejection.Values]));
        await ResumeAsync(item, new EndedChild(item.InstanceId, hash, refusal), cancellation);
    }

    // A parent that stands still takes it when somebody has mended it, whenever that is.
    private Task ResumeAsync(OutboxItem item, EndedChild ended, CancellationToken cancellation) => SendAsync(
        new DeliverableEvent(item.Tenant, MessageId(item), ended.Hash, new EventAddress.Instance(ended.Parent), ended.Result, time.GetUtcNow())
        {
            KeptFor = null,
        },
        cancellation);

    private async Task CancelAsync(OutboxItem item, UnwantedChild unwanted, CancellationToken cancellation)
    {
        var id = new InstanceId(unwanted.InstanceId);
        var origin = new CommandOrigin(item.Tenant, id, time.GetUtcNow(), Message: new MessageKey(id.Value, MessageId(item)));
        var reason = WorkTexts.Of("instance.parent-ended", item.InstanceId);
        switch (await owner.RunAsync(new InstanceCommand.Cancel(origin, reason), cancellation))
        {
            case BurstOutcome.UnknownInstance:
                // It is still to be started.
                throw new UndeliveredException(Rejections.NotFound("instance.not-found"));
            case BurstOutcome.Refused { Rejection: var rejection } when IsForNow(rejection):
                throw Undelivered(rejection);
        }
    }

    private async Task CallAsync(OutboxItem item, CalledHttp called, CancellationToken cancellation)
    {
        await CheckTakesAnswerAsync(item, cancellation);
        var key = $"{item.Tenant}/{item.InstanceId}/{called.ActivityExecutionId}";
        await calls.SendAsync(
            item.Tenant,
            new InstanceId(item.InstanceId),
            called.Call,
            key,
            (answer, contents) => ResumeAsync(item, called.BookmarkId, answer.ToPayload(), contents, cancellation),
            cancellation);
    }

    private async Task CallAsync(OutboxItem item, CalledConnector called, CancellationToken cancellation)
    {
        await CheckTakesAnswerAsync(item, cancellation);
        var key = $"{item.Tenant}/{item.InstanceId}/{called.ActivityExecutionId}";
        var reply = await connectors.RunAsync(item.Tenant, called.Connector, called.Inputs, key, cancellation);
        await ResumeAsync(item, called.BookmarkId, reply.ToPayload(), contents: null, cancellation);
    }

    private async Task PublishAsync(OutboxItem item, AskedPublication asked, CancellationToken cancellation)
    {
        await CheckTakesAnswerAsync(item, cancellation);
        var answer = await rules.RunAsync(item.Tenant, item.InstanceId, asked.Publication, cancellation);
        if (!answer.IsAccepted)
        {
            throw new UndeliveredException(answer.Rejection);
        }

        await ResumeAsync(item, asked.BookmarkId, answer.Value.ToPayload(), contents: null, cancellation);
    }

    // What nobody can take now is not called for: the call would be made again.
    private async Task CheckTakesAnswerAsync(OutboxItem item, CancellationToken cancellation)
    {
        if (await quarantine.FindAsync(item.Tenant, item.InstanceId, cancellation) is not null)
        {
            throw Undelivered(Rejections.Conflict("instance.quarantined"));
        }
    }

    // The answer is a stimulus; where the activity has gone meanwhile, nobody wants it.
    private async Task ResumeAsync(OutboxItem item, string bookmarkId, JsonObject payload, RequestContents? contents, CancellationToken cancellation)
    {
        var id = new InstanceId(item.InstanceId);
        var origin = new CommandOrigin(item.Tenant, id, time.GetUtcNow(), Message: new MessageKey(id.Value, MessageId(item)));
        if (await owner.RunAsync(new InstanceCommand.Resume(origin, bookmarkId, payload, contents), cancellation) is BurstOutcome.Refused refused)
        {
            throw Undelivered(refused.Rejection);
        }
    }

    private Task AnswerAsync(OutboxItem item, AnsweredRequest answered, CancellationToken cancellation) =>
        replies.DeliverAsync(item.Tenant, new InstanceId(item.InstanceId), answered.RequestId, answered.Reply, cancellation);

    private async Task SendAsync(DeliverableEvent sent, CancellationToken cancellation)
    {
        var answer = await events.DeliverAsync(sent, cancellation);
        if (!answer.IsAccepted)
        {
            throw Undelivered(answer.Rejection);
        }
    }

    private static bool IsForNow(Rejection rejection) => rejection.Code is "instance.busy" or "instance.quarantined";

    private static Exception Undelivered(Rejection rejection) => IsForNow(rejection)
        ? new EffectMustWaitException(rejection.Message, rejection.Code == "instance.busy" ? UntilIdle : UntilReleased)
        : new UndeliveredException(rejection);

    private static string MessageId(OutboxItem item) => "effect/" + item.IdempotencyKey;
}
