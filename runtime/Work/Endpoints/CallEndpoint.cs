using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Replies;

namespace LowCode.Work.Endpoints;

/// <summary>A request to a process, read.</summary>
/// <param name="Actor">Null: whoever calls did not say who they are.</param>
/// <param name="Request">As <c>Elsa.HttpEndpoint</c> takes it, without its request id.</param>
/// <param name="Timeout">How long the caller waits for an answer.</param>
/// <param name="OperationId">Made by a caller with a credential: a repeat starts nothing again. Null: each request is new.</param>
public sealed record EndpointRequest(
    TenantId Tenant, Actor? Actor, JsonObject Request, TimeSpan Timeout, string? CorrelationId = null, string? OperationId = null)
{
    /// <summary>Id of the instance that it starts, where contents were kept for it; null: it gets one.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>What of the request was kept beside the instance; null: nothing.</summary>
    public RequestContents? Contents { get; init; }
}

/// <summary>What a caller is told.</summary>
/// <param name="Reply">Null: the process has not answered, or the answer to a repeat is not kept; where it stands is in the rest.</param>
public sealed record EndpointAnswer(InstanceId InstanceId, HttpReply? Reply, InstanceStatus? Status = null, InstanceSubStatus? SubStatus = null);

/// <summary>
/// Starts or resumes a process by a request and waits for its answer. The burst is committed first; the caller's connection is a slot that
/// the answer goes to, from this burst or a later one, of this node or another.
/// </summary>
public sealed class CallEndpoint(IInstanceOwner owner, ReplySlots slots, IReplies replies, IInstanceQueries instances, TimeProvider time)
{
    /// <summary>A node that is not told of an answer looks for it this often.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    public Task<Result<EndpointAnswer>> StartAsync(EndpointRoute route, EndpointRequest request, CancellationToken cancellation)
    {
        var instance = request.Instance ?? InstanceId.New(time.GetUtcNow());
        return RunAsync(request, instance, "start/" + route.DefinitionId, (origin, payload) => new InstanceCommand.Start(
            origin,
            route.DefinitionId,
            route.DefinitionHash,
            route.Revision,
            new Stimulus.Start(new JsonObject { [HttpRoutes.StartInput] = payload }, request.CorrelationId, route.ActivityId, Contents: request.Contents)), cancellation);
    }

    public Task<Result<EndpointAnswer>> ResumeAsync(EndpointBookmark bookmark, EndpointRequest request, CancellationToken cancellation) => RunAsync(
        request,
        new InstanceId(bookmark.InstanceId),
        bookmark.InstanceId,
        (origin, payload) => new InstanceCommand.Resume(origin, bookmark.BookmarkId, payload, request.Contents),
        cancellation);

    private async Task<Result<EndpointAnswer>> RunAsync(
        EndpointRequest request,
        InstanceId instance,
        string consumer,
        Func<CommandOrigin, JsonObject, InstanceCommand> command,
        CancellationToken cancellation)
    {
        using var slot = slots.Open(request.Tenant);
        request.Request["requestId"] = slot.RequestId;
        var message = request.Actor is { } actor && OperationId.MessageId(actor, request.OperationId) is { } id
            ? new MessageKey(consumer, id) { Request = new AnsweredOnce(slot.RequestId, FingerprintOf(request)) }
            : null;
        var origin = new CommandOrigin(request.Tenant, instance, time.GetUtcNow(), request.Actor?.Login, request.Actor?.Name, message);
        var until = origin.At + request.Timeout;

        // Not the caller's to stop: what was asked for is done, also where nobody waits for the answer.
        switch (await owner.RunAsync(command(origin, request.Request), CancellationToken.None))
        {
            case BurstOutcome.Committed committed:
                return await WaitAsync(slot, new EndpointAnswer(instance, null, committed.Status, committed.SubStatus), until, cancellation);
            case BurstOutcome.Repeated repeated:
                return await RepeatAsync(repeated, instance, message!.Request!, request.Tenant, cancellation);
            case BurstOutcome.Refused refused:
                return refused.Rejection;
            default:
                return Rejections.NotFound("endpoint.not-found");
        }
    }

    private async Task<Result<EndpointAnswer>> RepeatAsync(
        BurstOutcome.Repeated repeated, InstanceId instance, AnsweredOnce request, TenantId tenant, CancellationToken cancellation)
    {
        var first = repeated.Result is null ? new EndpointResult(instance.Value) : MessageResults.Read<EndpointResult>(repeated.Result);
        if (first.Fingerprint is { } known && known != request.Fingerprint)
        {
            return Rejections.Unlike("endpoint.other-request");
        }

        var answer = new EndpointAnswer(new InstanceId(first.InstanceId), first.Reply);
        return first.Reply is null && await instances.FindAsync(tenant, first.InstanceId, cancellation) is { } row
            ? answer with { Status = Word<InstanceStatus>(row.Status), SubStatus = Word<InstanceSubStatus>(row.SubStatus) }
            : answer;
    }

    private static T? Word<T>(string written)
        where T : struct, Enum => Enum.TryParse<T>(written, out var word) ? word : null;

    /// <summary>What makes a request another one: all but its headers and how it was packed.</summary>
    private static string FingerprintOf(EndpointRequest request)
    {
        var told = new JsonObject(request.Request
            .Where(m => m.Key is not ("headers" or "contentLength" or "requestId"))
            .Select(m => new KeyValuePair<string, JsonNode?>(m.Key, m.Value?.DeepClone())));
        if (request.Contents is { } kept)
        {
            told["kept"] = new JsonArray([.. kept.Files.Prepend(kept.Body).Select(c => (JsonNode?)(c is null ? null : $"{c.Form} {c.Bytes}"))]);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToJsonString())));
    }

    private async Task<EndpointAnswer> WaitAsync(ReplySlots.Slot slot, EndpointAnswer answer, DateTimeOffset until, CancellationToken cancellation)
    {
        while (true)
        {
            var left = until - time.GetUtcNow();
            var news = slot.News.Reader.TryRead(out var here) ? here : await NextAsync(slot, left, cancellation);
            switch (news)
            {
                case SlotNews.Replied replied:
                    return new EndpointAnswer(replied.Instance, replied.Reply);
                case SlotNews.Moved moved:
                    answer = new EndpointAnswer(moved.Instance, null, moved.Status, moved.SubStatus);
                    if (!moved.IsAnswerExpected)
                    {
                        return answer;
                    }

                    break;
                default:
                    // Told, or not told for a while: either way the rows know.
                    if (await replies.TakeAsync(slot.Tenant, slot.RequestId, cancellation) is { } reply)
                    {
                        return answer with { Reply = reply };
                    }

                    if (left <= TimeSpan.Zero)
                    {
                        return answer;
                    }

                    break;
            }
        }
    }

    /// <summary>Null: nothing came for a while.</summary>
    private async Task<SlotNews?> NextAsync(ReplySlots.Slot slot, TimeSpan left, CancellationToken cancellation)
    {
        var wait = left < LookAgainAfter ? left : LookAgainAfter;
        if (wait <= TimeSpan.Zero)
        {
            return null;
        }

        using var end = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        try
        {
            return await slot.News.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
