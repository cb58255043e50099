using LowCode.Work.People;

namespace LowCode.Work.DeadLetters;

/// <summary>Shows an administrator what could not be delivered.</summary>
public sealed class ReadDeadLetters(IDeadLetterStore letters)
{
    public async Task<Result<Page<DeadLetter>>> SearchAsync(Actor actor, DeadLetterSearch search, PageRequest page, CancellationToken cancellation) =>
        actor.IsAdministrator ? await letters.SearchAsync(actor.Tenant, search, page.Bounded(), cancellation) : Rejections.Forbidden("dead-letter.forbidden");

    public async Task<Result<DeadLetterDetail>> FindAsync(Actor actor, string letter, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dead-letter.forbidden");
        }

        return await letters.FindAsync(actor.Tenant, letter, cancellation) is { } found ? found : Rejections.NotFound("dead-letter.not-found");
    }
}
