using LowCode.Work.People;

namespace LowCode.Work.DeadLetters;

/// <summary>Shows an administrator what could not be delivered.</summary>
public sealed class ReadDeadLetters(IDeadLetterStore letters)
{
    public async Task<Result<Page<DeadLetter>>> SearchAsync(Actor actor, DeadLetterSearch search, PageRequest page, CancellationToken cancellation) =>
        actor.IsAdministrator ? Told(await letters.SearchAsync(actor.Tenant, search, page.Bounded(), cancellation)) : Rejections.Forbidden("dead-letter.forbidden");

    public async Task<Result<DeadLetterDetail>> FindAsync(Actor actor, string letter, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dead-letter.forbidden");
        }

        return await letters.FindAsync(actor.Tenant, letter, cancellation) is { } found
            ? found with { Letter = Told(found.Letter), Payload = ShownPayload.Of(found.Payload) }
            : Rejections.NotFound("dead-letter.not-found");
    }

    private static Page<DeadLetter> Told(Page<DeadLetter> page) => page with { Rows = [.. page.Rows.Select(Told)] };

    private static DeadLetter Told(DeadLetter letter) => letter with { Reason = KeptReason.Tell(letter.Reason) };
}
