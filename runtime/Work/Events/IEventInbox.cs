using LowCode.Definitions;

namespace LowCode.Work.Events;

/// <summary>Port: finds who waits for an event, and keeps events that came before their bookmark.</summary>
public interface IEventInbox
{
    /// <summary>
    /// Looks for bookmarks that take the event; where an addressed event finds none but a living instance, it is kept in the inbox.
    /// Looking and keeping are one write transaction, so a bookmark that opens meanwhile and the event cannot miss each other.
    /// </summary>
    Task<Delivery> DeliverAsync(TenantId tenant, EventMessage message, CancellationToken cancellation);
}

/// <summary>Whom an event is for.</summary>
public abstract record EventAddress
{
    private EventAddress()
    {
    }

    /// <summary>One instance; the event waits for its bookmark while the instance lives, or stands still faulted until somebody mends it.</summary>
    public sealed record Instance(string InstanceId) : EventAddress;

    /// <summary>Whoever carries the correlation id; the event waits while one of them lives or may be mended.</summary>
    public sealed record Correlation(string CorrelationId) : EventAddress;

    /// <summary>All that wait now, of one correlation id or of any; nothing is kept.</summary>
    public sealed record Broadcast(string? CorrelationId = null) : EventAddress;
}

/// <param name="Hash">Of the bookmark that takes it.</param>
/// <param name="Payload">JSON or null.</param>
/// <param name="ExpiresAt">When a kept event becomes a dead letter.</param>
public sealed record EventMessage(
    string MessageId,
    EventAddress Address,
    string Hash,
    string? Payload,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ExpiresAt);

/// <param name="Receivers">Bookmarks to resume now; those that had this message before are left out.</param>
/// <param name="IsKept">It waits in the inbox.</param>
/// <param name="IsRepeat">It was handled, or kept, before.</param>
public sealed record Delivery(IReadOnlyList<BookmarkAddress> Receivers, bool IsKept, bool IsRepeat);

public sealed record BookmarkAddress(string InstanceId, string BookmarkId);
