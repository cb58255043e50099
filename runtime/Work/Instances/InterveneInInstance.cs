using LowCode.Engine;
using LowCode.Engine.Interventions;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.People;

namespace LowCode.Work.Instances;

/// <param name="Reason">Why; kept in the journal and with the incident that is mended.</param>
/// <param name="OperationId">Made by the caller, once per intervention: a repeat gives the first answer and does nothing again.</param>
public sealed record InterveneCommand(string InstanceId, Intervention What, string Reason, string OperationId);

/// <inheritdoc cref="InterveneCommand"/>
public sealed record CancelInstanceCommand(string InstanceId, string Reason, string OperationId);

/// <summary>The status afterwards; null where the answer is a repeat.</summary>
public sealed record IntervenedInstance(InstanceStatus? Status, InstanceSubStatus? SubStatus);

/// <summary>
/// An administrator mends an instance that went wrong: retries or skips an activity, changes a variable, moves a token, cancels the whole.
/// What is not possible in the instance's state is rejected and told: <c>instance.ended</c>, <c>instance.activity-unknown</c>, ...
/// </summary>
public sealed class InterveneInInstance(IInstanceOwner owner, TimeProvider time)
{
    public Task<Result<IntervenedInstance>> HandleAsync(Actor actor, InterveneCommand command, CancellationToken cancellation) =>
        RunAsync(actor, command.InstanceId, command.Reason, command.OperationId, origin => new InstanceCommand.Intervene(origin, command.What, command.Reason), cancellation);

    public Task<Result<IntervenedInstance>> HandleAsync(Actor actor, CancelInstanceCommand command, CancellationToken cancellation) =>
        RunAsync(actor, command.InstanceId, command.Reason, command.OperationId, origin => new InstanceCommand.Cancel(origin, command.Reason), cancellation);

    internal async Task<Result<IntervenedInstance>> RunAsync(
        Actor actor,
        string instanceId,
        string reason,
        string operationId,
        Func<CommandOrigin, InstanceCommand> command,
        CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (OperationId.MessageId(actor, operationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Rejections.Invalid("instance.missing-reason");
        }

        var message = new MessageKey(instanceId, messageId);
        var origin = new CommandOrigin(actor.Tenant, new InstanceId(instanceId), time.GetUtcNow(), actor.Login, actor.Name, message);
        return await owner.RunAsync(command(origin), cancellation) switch
        {
            BurstOutcome.Committed committed => new IntervenedInstance(committed.Status, committed.SubStatus),
            BurstOutcome.Repeated => new IntervenedInstance(Status: null, SubStatus: null),
            BurstOutcome.UnknownInstance => Rejections.NotFound("instance.not-found"),
            BurstOutcome.Refused refused => refused.Rejection,
            var other => throw new InvalidOperationException($"Expected an intervention to be done or refused, but: {other}."),
        };
    }
}
