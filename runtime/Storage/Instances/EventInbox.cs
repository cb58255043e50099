using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Events;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IEventInbox"/>
internal sealed class EventInbox(IDatabase database) : IEventInbox
{
    /// <summary>Bookmarks of the address that did not have the message yet. Null parts of the address take all.</summary>
    private const string Receivers =
        """
        SELECT b.instance_id, b.bookmark_id
        FROM bookmark b
        WHERE b.tenant_id = @tenant AND b.hash = @hash
          AND (@instance IS NULL OR b.instance_id = @instance)
          AND (@correlation IS NULL OR b.correlation_id = @correlation)
          AND NOT EXISTS (
            SELECT 1 FROM inbox i WHERE i.tenant_id = b.tenant_id AND i.consumer = b.instance_id AND i.message_id = @message)
        ORDER BY b.instance_id, b.bookmark_id
        """;

    private const string HandledByInstance =
        "SELECT 1 FROM inbox WHERE tenant_id = @tenant AND consumer = @instance AND message_id = @message AND state = 'done'";

    private const string HandledByCorrelation =
        """
        SELECT 1 FROM instance x
        JOIN inbox i ON i.tenant_id = x.tenant_id AND i.consumer = x.instance_id AND i.message_id = @message
        WHERE x.tenant_id = @tenant AND x.correlation_id = @correlation
        LIMIT 1
        """;

    private const string Living =
        "SELECT 1 FROM instance WHERE tenant_id = @tenant AND instance_id = @instance AND status <> 'Finished'";

    private const string LivingOfCorrelation =
        "SELECT 1 FROM instance WHERE tenant_id = @tenant AND correlation_id = @correlation AND status <> 'Finished' LIMIT 1";

    private const string Keep =
        """
        INSERT INTO inbox (tenant_id, consumer, message_id, instance_id, correlation_id, hash, payload, state, received_at, expires_at)
        VALUES (@tenant, @consumer, @message, @instance, @correlation, @hash, @payload, 'waiting', @received, @expires)
        ON CONFLICT DO NOTHING
        """;

    private const string StillWaits =
        "SELECT 1 FROM inbox WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'";

    public Task<Delivery> DeliverAsync(TenantId tenant, EventMessage message, CancellationToken cancellation) =>
        database.WriteAsync(tenant, session => Deliver(session, tenant, message), cancellation);

    private static Delivery Deliver(WriteSession session, TenantId tenant, EventMessage message) => message.Address switch
    {
        EventAddress.Broadcast broadcast =>
            new Delivery(FindReceivers(session, tenant, message, instance: null, broadcast.CorrelationId), IsKept: false, IsRepeat: false),
        EventAddress.Instance one => ToInstance(session, tenant, message, one.InstanceId),
        EventAddress.Correlation many => ToCorrelation(session, tenant, message, many.CorrelationId),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.Address, "Expected a known address."),
    };

    private static Delivery ToInstance(WriteSession session, TenantId tenant, EventMessage message, string instance)
    {
        if (session.Scalar(HandledByInstance, ("tenant", tenant.Value), ("instance", instance), ("message", message.MessageId)) is not null)
        {
            return new Delivery([], IsKept: false, IsRepeat: true);
        }

        var receivers = FindReceivers(session, tenant, message, instance, correlation: null);
        if (receivers.Count > 0 || session.Scalar(Living, ("tenant", tenant.Value), ("instance", instance)) is null)
        {
            return new Delivery([.. receivers.Take(1)], IsKept: false, IsRepeat: false);
        }

        return KeepFor(session, tenant, message, consumer: instance, instance, correlation: null);
    }

    private static Delivery ToCorrelation(WriteSession session, TenantId tenant, EventMessage message, string correlation)
    {
        var receivers = FindReceivers(session, tenant, message, instance: null, correlation);
        if (receivers.Count > 0)
        {
            return new Delivery(receivers, IsKept: false, IsRepeat: false);
        }

        if (session.Scalar(HandledByCorrelation, ("tenant", tenant.Value), ("correlation", correlation), ("message", message.MessageId)) is not null)
        {
            return new Delivery([], IsKept: false, IsRepeat: true);
        }

        return session.Scalar(LivingOfCorrelation, ("tenant", tenant.Value), ("correlation", correlation)) is null
            ? new Delivery([], IsKept: false, IsRepeat: false)
            : KeepFor(session, tenant, message, consumer: "correlation/" + correlation, instance: null, correlation);
    }

    private static List<BookmarkAddress> FindReceivers(WriteSession session, TenantId tenant, EventMessage message, string? instance, string? correlation) =>
        session.Query(
            Receivers,
            row => new BookmarkAddress(row.GetString(0), row.GetString(1)),
            ("tenant", tenant.Value),
            ("hash", message.Hash),
            ("instance", instance),
            ("correlation", correlation),
            ("message", message.MessageId));

    private static Delivery KeepFor(WriteSession session, TenantId tenant, EventMessage message, string consumer, string? instance, string? correlation)
    {
        var kept = session.Execute(
            Keep,
            ("tenant", tenant.Value),
            ("consumer", consumer),
            ("message", message.MessageId),
            ("instance", instance),
            ("correlation", correlation),
            ("hash", message.Hash),
            ("payload", message.Payload),
            ("received", message.ReceivedAt.ToRow()),
            ("expires", message.ExpiresAt.ToRow()));

        // A repeat of an event that still waits is told that it waits.
        var waits = kept == 1
            || session.Scalar(StillWaits, ("tenant", tenant.Value), ("consumer", consumer), ("message", message.MessageId)) is not null;
        return new Delivery([], IsKept: waits, IsRepeat: kept == 0);
    }
}
