using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Events;

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
          AND (CAST(@instance AS TEXT) IS NULL OR b.instance_id = @instance)
          AND (CAST(@correlation AS TEXT) IS NULL OR b.correlation_id = @correlation)
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

    private const string Keep =
        """
        INSERT INTO inbox (tenant_id, consumer, message_id, instance_id, correlation_id, hash, payload, state, received_at, expires_at)
        VALUES (@tenant, @consumer, @message, @instance, @correlation, @hash, @payload, 'waiting', @received, @expires)
        ON CONFLICT DO NOTHING
        """;

    private const string StillWaits =
        "SELECT 1 FROM inbox WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'";

    /// <summary>One that is faulted may be mended, and then waits again for what it waited for.</summary>
    private const string Living = "(status <> 'Finished' OR sub_status = 'Faulted')";

    // Held until the event is kept: a burst of theirs that opens the bookmark now comes before the look or after the keeping.
    private readonly string _living =
        $"SELECT instance_id FROM instance WHERE tenant_id = @tenant AND instance_id = @instance AND {Living} {database.Dialect.ForShare}";

    private readonly string _livingOfCorrelation =
        $"""
        SELECT instance_id FROM instance
        WHERE tenant_id = @tenant AND correlation_id = @correlation AND {Living}
        ORDER BY instance_id
        {database.Dialect.ForShare}
        """;

    public async Task<Delivery> DeliverAsync(TenantId tenant, EventMessage message, CancellationToken cancellation)
    {
        // Most events find who waits, and then nothing is written.
        var receivers = await LookAsync(tenant, message, cancellation);
        return message.Address switch
        {
            EventAddress.Instance when receivers.Count > 0 => new Delivery([receivers[0]], IsKept: false, IsRepeat: false),
            EventAddress.Broadcast => new Delivery(receivers, IsKept: false, IsRepeat: false),
            _ when receivers.Count > 0 => new Delivery(receivers, IsKept: false, IsRepeat: false),
            _ => await database.WriteAsync(tenant, session => Deliver(session, tenant, message), cancellation),
        };
    }

    private async Task<List<BookmarkAddress>> LookAsync(TenantId tenant, EventMessage message, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            Receivers,
            static row => new BookmarkAddress(row.GetString(0), row.GetString(1)),
            ("tenant", tenant.Value),
            ("hash", message.Hash),
            ("instance", (message.Address as EventAddress.Instance)?.InstanceId),
            ("correlation", message.Address switch
            {
                EventAddress.Correlation many => many.CorrelationId,
                EventAddress.Broadcast broadcast => broadcast.CorrelationId,
                _ => null,
            }),
            ("message", message.MessageId));
    }

    private Delivery Deliver(WriteSession session, TenantId tenant, EventMessage message) => message.Address switch
    {
        EventAddress.Instance one => ToInstance(session, tenant, message, one.InstanceId),
        EventAddress.Correlation many => ToCorrelation(session, tenant, message, many.CorrelationId),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.Address, "Expected a known address."),
    };

    private Delivery ToInstance(WriteSession session, TenantId tenant, EventMessage message, string instance)
    {
        var lives = session.Scalar(_living, ("tenant", tenant.Value), ("instance", instance)) is not null;
        if (session.Scalar(HandledByInstance, ("tenant", tenant.Value), ("instance", instance), ("message", message.MessageId)) is not null)
        {
            return new Delivery([], IsKept: false, IsRepeat: true);
        }

        var receivers = FindReceivers(session, tenant, message, instance, correlation: null);
        if (receivers.Count > 0 || !lives)
        {
            return new Delivery([.. receivers.Take(1)], IsKept: false, IsRepeat: false);
        }

        return KeepFor(session, tenant, message, consumer: instance, instance, correlation: null);
    }

    private Delivery ToCorrelation(WriteSession session, TenantId tenant, EventMessage message, string correlation)
    {
        var lives = session.Query(_livingOfCorrelation, static row => row.GetString(0), ("tenant", tenant.Value), ("correlation", correlation)).Count > 0;
        var receivers = FindReceivers(session, tenant, message, instance: null, correlation);
        if (receivers.Count > 0)
        {
            return new Delivery(receivers, IsKept: false, IsRepeat: false);
        }

        if (session.Scalar(HandledByCorrelation, ("tenant", tenant.Value), ("correlation", correlation), ("message", message.MessageId)) is not null)
        {
            return new Delivery([], IsKept: false, IsRepeat: true);
        }

        return lives
            ? KeepFor(session, tenant, message, consumer: "correlation/" + correlation, instance: null, correlation)
            : new Delivery([], IsKept: false, IsRepeat: false);
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
