using LowCode.Definitions;
using LowCode.Work.Instances;

namespace LowCode.Work.WakeUps;

/// <summary>Port: what became due while nobody asked. Reads over all tenants; every row names its own.</summary>
public interface IWakeUps
{
    /// <summary>
    /// Timers whose time has come, the oldest first. They are leased: until then nobody else is given them. What is not fired by then, because
    /// its process ended, is due again.
    /// </summary>
    Task<IReadOnlyList<DueTimer>> LeaseTimersAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>A timer whose burst failed waits, so that it does not starve the others.</summary>
    Task PostponeTimerAsync(DueTimer timer, DateTimeOffset availableAt, CancellationToken cancellation);

    /// <summary>
    /// Kept messages whose bookmark is open and whose instance is not in quarantine, page by page: one that cannot be taken stays, and must
    /// not stand in the way of those behind it.
    /// </summary>
    /// <param name="after">Where the page before ended; null: the first page.</param>
    /// <param name="scan">Messages that are looked at, whether a bookmark takes them or not: how many wait does not count.</param>
    /// <param name="limit">Messages that are answered.</param>
    Task<MatchedMessages> MatchedMessagesAsync(MessageCursor? after, int scan, int limit, CancellationToken cancellation);

    /// <summary>
    /// Takes a kept message up, so that no other node does, and counts that it was taken up. Answers how often it was before, with neither
    /// a good nor a bad end: perhaps the process ended over it. Null: it is gone, or another has it.
    /// </summary>
    Task<int?> LeaseMessageAsync(TenantMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>It could not be taken now: it waits as if nobody had taken it up.</summary>
    Task PutBackMessageAsync(TenantMessage message, CancellationToken cancellation);

    /// <summary>Moves kept messages whose time is over to the dead letters; answers how many.</summary>
    Task<int> BuryExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellation);
}

/// <param name="Attempts">Bursts of it that failed.</param>
/// <param name="IsLeft">Somebody had leased it and neither fired nor postponed it: perhaps its process ended over it.</param>
public sealed record DueTimer(TenantId Tenant, string InstanceId, string BookmarkId, DateTimeOffset DueAt, int Attempts, bool IsLeft = false);

public sealed record TenantMessage(TenantId Tenant, WaitingMessage Message);

/// <param name="Next">Where the next page begins; null: this was the last.</param>
public sealed record MatchedMessages(IReadOnlyList<TenantMessage> Messages, MessageCursor? Next);

/// <summary>A place in the order in which kept messages expire.</summary>
public sealed record MessageCursor(DateTimeOffset ExpiresAt, TenantId Tenant, string Consumer, string MessageId);
