using System.Threading.RateLimiting;

namespace LowCode.Portal.Session;

/// <summary>
/// Limits what the public pages may ask for through a circuit, where no HTTP request passes the server's own limits: reports and
/// look-ups per client address and minute.
/// </summary>
public sealed class PublicLimiter : IDisposable
{
    /// <summary>Reports and look-ups per client address and minute.</summary>
    public const int PerMinute = 20;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>False: too many in this minute; say so and do nothing.</summary>
    public bool TryTake(ClientAddress client)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var lease = _limiter.AttemptAcquire(client.Value);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
