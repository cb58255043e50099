using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Work.Instances;
using LowCode.Work.Links;
using LowCode.Work.People;

namespace LowCode.Work.Events;

/// <summary>Where the instance stands after a link was followed.</summary>
/// <param name="IsKept">The instance does not wait for the event yet; it will find it when it does.</param>
public sealed record FollowedLink(string WorkflowInstanceId, bool IsKept = false);

/// <summary>
/// Moves an instance on for whoever holds its link. The link is the credential: it names tenant, instance and bookmark or event, holds until
/// a time, and once.
/// </summary>
public sealed class FollowLink(ILinkTokens tokens, IInstanceOwner owner, IBurstStore store, EventDelivery events, TimeProvider time)
{
    /// <summary>What it would do. Says nothing about whether it was used.</summary>
    /// <param name="isEvent">The address is that of links to events.</param>
    public Result<LinkTicket> Read(string? token, bool isEvent)
    {
        if (string.IsNullOrEmpty(token) || tokens.Read(token) is not { } ticket || ticket.EventName is not null != isEvent)
        {
            return Rejections.Invalid("link.invalid");
        }

        return ticket.ExpiresAt > time.GetUtcNow() ? ticket : Rejections.Gone("link.expired", ticket.ExpiresAt);
    }

    public async Task<Result<FollowedLink>> HandleAsync(string? token, bool isEvent, JsonNode? input, CancellationToken cancellation)
    {
        var read = Read(token, isEvent);
        return read switch
        {
            { IsAccepted: false } => read.Rejection,
            { Value.BookmarkId: { } bookmark } => await ResumeAsync(read.Value, bookmark, input),
            _ => await TellAsync(read.Value!, input, cancellation),
        };
    }

    private async Task<Result<FollowedLink>> ResumeAsync(LinkTicket ticket, string bookmark, JsonNode? input)
    {
        // As with endpoints: what was asked for is done, also where the browser went away.
        var outcome = await owner.RunAsync(new InstanceCommand.Resume(Origin(ticket), bookmark, input), CancellationToken.None);
        return outcome switch
        {
            BurstOutcome.Committed => new FollowedLink(ticket.Instance.Value),
            BurstOutcome.Refused refused => refused.Rejection,
            _ => Rejections.Gone("link.used"),
        };
    }

    private async Task<Result<FollowedLink>> TellAsync(LinkTicket ticket, JsonNode? input, CancellationToken cancellation)
    {
        var origin = Origin(ticket);
        if (await store.LoadAsync(ticket.Tenant, ticket.Instance, cancellation) is not { } stored
            || InstanceState.FromSnapshot(stored.Snapshot) is { Status: InstanceStatus.Finished, SubStatus: not InstanceSubStatus.Faulted }
            || await store.HandledAsync(ticket.Tenant, origin.Message!.Consumer, origin.Message.MessageId, cancellation) is not null)
        {
            return Rejections.Gone("link.used");
        }

        var told = DeliverableEvent.Named(
            ticket.Tenant, origin.Message.MessageId, ticket.EventName!, new EventAddress.Instance(ticket.Instance.Value), input, origin.At) with
        {
            Actor = origin.Actor,
            ActorName = origin.ActorName,
        };
        var sent = await events.DeliverAsync(told, CancellationToken.None);
        return sent.IsAccepted ? new FollowedLink(ticket.Instance.Value, sent.Value.IsKept) : sent.Rejection;
    }

    private CommandOrigin Origin(LinkTicket ticket)
    {
        var holder = Actor.Public(ticket.Tenant);
        return new CommandOrigin(
            ticket.Tenant, ticket.Instance, time.GetUtcNow(), holder.Login, holder.Name, new MessageKey(ticket.Instance.Value, "link/" + ticket.Nonce));
    }
}
