using LowCode.Definitions;

namespace LowCode.Work.DeadLetters;

/// <summary>Port: what could not be delivered, until somebody looks after it.</summary>
public interface IDeadLetterStore
{
    /// <summary>The newest first.</summary>
    Task<Page<DeadLetter>> SearchAsync(TenantId tenant, DeadLetterSearch search, PageRequest page, CancellationToken cancellation);

    /// <summary>Those that nobody has resolved.</summary>
    Task<int> CountOpenAsync(TenantId tenant, CancellationToken cancellation);

    Task<DeadLetterDetail?> FindAsync(TenantId tenant, string letter, CancellationToken cancellation);

    /// <summary>
    /// Notes what becomes of it. One that is retried goes back to the outbox or inbox in the same transaction, with no attempt, under the key
    /// that it had. False: it is not open, or cannot be retried.
    /// </summary>
    Task<bool> ResolveAsync(TenantId tenant, string letter, LetterResolution resolution, CancellationToken cancellation);
}
