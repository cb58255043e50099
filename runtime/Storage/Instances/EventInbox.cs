using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Events;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IEventInbox"/>
internal sealed class EventInbox(IDatabase database) : IEventInbox
{
    private const string NotHandled =
        """
        AND NOT EXISTS (
          SELECT 1 FROM inbox i WHERE i.tenant_id = b.tenant_id AND i.consumer = b.instance_id AND i.message_id = @message)
        ORDER BY b.instance_id, LENGTH(b.bookmark_id), b.bookmark_id
        """;

    // Bookmarks of each kind of address that did not have the message yet. Many instances may wait for one event: whoever is named is found by
    // its name, and IS TRUE keeps the hash from being looked up.
    private const string OfInstance =
        $"""
        SELECT b.instance_id, b.bookmark_id FROM bookmark b
        WHERE b.tenant_id = @tenant AND b.instance_id = @instance AND (b.hash = @hash) IS TRUE
        {NotHandled}
        """;

    private const string OfCorrelation =
        $"""
        SELECT b.instance_id, b.bookmark_id FROM bookmark b
        WHERE b.tenant_id = @tenant AND b.hash = @hash AND b.correlation_id = @correlation
        {NotHandled}
        """;

    private const string OfAll =
        $"""
        SELECT b.instance_id, b.bookmark_id FROM bookmark b
        WHERE b.tenant_id = @tenant AND b.hash = @hash
        {NotHandled}
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
        var (sql, values) = Receivers(tenant, message);
        return await session.QueryAsync(sql, ToAddress, values);
    }

    private static (string Sql, (string Name, object? Value)[] Values) Receivers(TenantId tenant, EventMessage message)
    {
        (string, object?)[] values = [("tenant", tenant.Value), ("hash", message.Hash), ("message", message.MessageId)];
        return message.Address switch
        {
            EventAddress.Instance one => (OfInstance, [.. values, ("instance", one.InstanceId)]),
            EventAddress.Correlation many => (OfCorrelation, [.. values, ("correlation", many.CorrelationId)]),
            EventAddress.Broadcast { CorrelationId: { } correlation } => (OfCorrelation, [.. values, ("correlation", correlation)]),
            _ => (OfAll, values),
        };
    }

    private static BookmarkAddress ToAddress(DbDataReader row) => new(row.GetString(0), row.GetString(1));

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

        var receivers = FindReceivers(session, tenant, message);
        if (receivers.Count > 0 || !lives)
        {
            return new Delivery([.. receivers.Take(1)], IsKept: false, IsRepeat: false);
        }

        return KeepFor(session, tenant, message, consumer: instance, instance, correlation: null);
    }

    private Delivery ToCorrelation(WriteSession session, TenantId tenant, EventMessage message, string correlation)
    {
        var lives = session.Query(_livingOfCorrelation, static row => row.GetString(0), ("tenant", tenant.Value), ("correlation", correlation)).Count > 0;
        var receivers = FindReceivers(session, tenant, message);
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

    private static List<BookmarkAddress> FindReceivers(WriteSession session, TenantId tenant, EventMessage message)
    {
        var (sql, values) = Receivers(tenant, message);
        return session.Query(sql, ToAddress, values);
    }

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
