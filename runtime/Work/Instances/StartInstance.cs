using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <param name="OperationId">Made by the caller, once per instance that is to be started: a repeat gives the first answer.</param>
public sealed record StartInstanceCommand(string DefinitionId, JsonObject Input, string? CorrelationId, string OperationId)
{
    /// <summary>The trigger that it begins with; null: the definition's own start.</summary>
    public string? TriggerActivityId { get; init; }
}

/// <summary>The status is the one after the first burst; null where the answer is a repeat.</summary>
public sealed record StartedInstance(InstanceId InstanceId, InstanceStatus? Status, InstanceSubStatus? SubStatus);

/// <summary>Starts a published process that runs without a case.</summary>
public sealed class StartInstance(IInstanceOwner owner, PublishedDefinitions definitions, TimeProvider time)
{
    public async Task<Result<StartedInstance>> HandleAsync(Actor actor, StartInstanceCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("process.forbidden");
        }

        if (OperationId.MessageId(actor, command.OperationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        var origin = new CommandOrigin(actor.Tenant, InstanceId.New(time.GetUtcNow()), time.GetUtcNow(), actor.Login, actor.Name);
        return await StartAsync(origin, command.DefinitionId, messageId, new Stimulus.Start(command.Input, command.CorrelationId, command.TriggerActivityId), cancellation);
    }

    /// <param name="caseId">Of whoever starts it; null: it runs without one.</param>
    internal async Task<Result<StartedInstance>> StartAsync(
        CommandOrigin origin,
        string definitionId,
        string messageId,
        Stimulus.Start stimulus,
        CancellationToken cancellation,
        string? caseId = null)
    {
        var release = await definitions.CurrentAsync(origin.Tenant, cancellation);
        if (release.WorkflowHash(definitionId) is not { } hash)
        {
            return Rejections.NotFound("release.unknown-definition", definitionId);
        }

        var start = new InstanceCommand.Start(
            origin with { Message = new MessageKey("start/" + definitionId, messageId) }, definitionId, hash, release.Revision, stimulus, CaseId: caseId);
        return await owner.RunAsync(start, cancellation) switch
        {
            BurstOutcome.Committed committed => new StartedInstance(committed.InstanceId, committed.Status, committed.SubStatus),
            BurstOutcome.Repeated repeated =>
                new StartedInstance(new InstanceId(MessageResults.Read<StartedResult>(repeated.Result).InstanceId), Status: null, SubStatus: null),
            BurstOutcome.Refused refused => refused.Rejection,
            var other => throw new InvalidOperationException($"Expected an instance of {definitionId} to start or be refused, but: {other}."),
        };
    }
}
