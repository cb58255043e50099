using LowCode.Definitions;

namespace LowCode.Work.People;

/// <summary>
/// Slows guessing down, per login: after five failures in a row a pause of half a minute, doubled by each further failure up to a quarter of
/// an hour. Kept in memory, for at most 10,000 logins; a success forgets.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int FreeFailures = 5;
    private const int MostLogins = 10_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, string), Failures> _failures = [];

    /// <summary>How long the login still has to wait; zero: it may try.</summary>
    public TimeSpan PauseOf(TenantId tenant, string login)
    {
        lock (_lock)
        {
            return _failures.TryGetValue((tenant, login), out var known) && known.Until > time.GetUtcNow()
                ? known.Until - time.GetUtcNow()
                : TimeSpan.Zero;
        }
    }

    public void Failed(TenantId tenant, string login)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var count = _failures.GetValueOrDefault((tenant, login))?.Count + 1 ?? 1;
            var pause = count < FreeFailures
                ? TimeSpan.Zero
                : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(10, count - FreeFailures)));
            if (_failures.Count >= MostLogins)
            {
                Forget(now);
            }

            _failures[(tenant, login)] = new Failures(count, now + pause);
        }
    }

    public void Succeeded(TenantId tenant, string login)
    {
        lock (_lock)
        {
            _failures.Remove((tenant, login));
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _failures.Where(f => f.Value.Until <= now).ToList())
        {
            _failures.Remove(key);
        }

        // Still full: somebody tries thousands of logins at once; the one that waits shortest goes.
        if (_failures.Count >= MostLogins)
        {
            _failures.Remove(_failures.MinBy(f => f.Value.Until).Key);
        }
    }

    private sealed record Failures(int Count, DateTimeOffset Until);
}
