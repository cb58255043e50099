using LowCode.Work.People;

namespace LowCode.Work.DeadLetters;

/// <param name="Reason">Why; kept with who it was.</param>
public sealed record ResolveDeadLetterCommand(string DeadLetterId, LetterEnd End, string Reason);

/// <summary>An administrator sends a dead letter out again, once what stopped it is mended, or gives it up. A repeat is rejected: it is not open any more.</summary>
public sealed class ResolveDeadLetter(IDeadLetterStore letters, TimeProvider time)
{
    public async Task<Result<DeadLetterDetail>> HandleAsync(Actor actor, ResolveDeadLetterCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dead-letter.forbidden");
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Rejections.Invalid("dead-letter.missing-reason");
        }

        var resolution = new LetterResolution(command.End, actor.Login, time.GetUtcNow(), command.Reason.Trim());
        var isResolved = await letters.ResolveAsync(actor.Tenant, command.DeadLetterId, resolution, cancellation);
        return await letters.FindAsync(actor.Tenant, command.DeadLetterId, cancellation) switch
        {
            null => Rejections.NotFound("dead-letter.not-found"),
            { } found when isResolved => found with { Payload = ShownPayload.Of(found.Payload) },
            { Letter.Resolution: null } => Rejections.Conflict("dead-letter.no-origin"),
            _ => Rejections.Conflict("dead-letter.resolved"),
        };
    }
}
