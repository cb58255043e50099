using System.Collections.Concurrent;
using LowCode.Definitions;

namespace LowCode.Work.Access;

/// <summary>
/// Whether a text is a key that is in force. Asked on every request, so what the store said is kept for <see cref="Freshness"/>. A key that
/// another node revoked opens this one until it is told, or for that long where nodes do not hear each other.
/// </summary>
public sealed class CheckApiKey(IApiKeyStore store, KeyUses uses, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>Only keys that are there are kept, so nobody fills the memory with made-up ones.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, string KeyId), Kept> _kept = new();
    private long _forgotten;

    /// <summary>Whether a text holds what begins like a key of ours: such a text is nothing to keep.</summary>
    public static bool IsMarked(string? text) => text?.Contains(ApiKeyText.Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null, whatever is wrong with it: nobody learns which half of a key was right.</summary>
    public async ValueTask<ApiKey?> HandleAsync(string text, CancellationToken cancellation)
    {
        if (ApiKeyText.TryParse(text) is not { } given)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (await FindAsync(given, cancellation) is not { } stored || !given.Fits(stored.SecretHash) || !stored.Key.IsInForce(now))
        {
            return null;
        }

        uses.Note(stored.Key, now);
        return stored.Key;
    }

    internal void Forget(TenantId tenant)
    {
        Interlocked.Increment(ref _forgotten);
        foreach (var place in _kept.Keys.Where(k => k.Tenant == tenant))
        {
            _kept.TryRemove(place, out _);
        }
    }

    private async ValueTask<StoredApiKey?> FindAsync(ApiKeyText given, CancellationToken cancellation)
    {
        var place = (given.Tenant, given.KeyId);
        if (_kept.TryGetValue(place, out var kept) && time.GetElapsedTime(kept.At) < Freshness)
        {
            return kept.Key;
        }

        var (asked, forgotten) = (time.GetTimestamp(), Interlocked.Read(ref _forgotten));
        var stored = await store.FindAsync(given.Tenant, given.KeyId, cancellation);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        // What was read before somebody changed keys is not kept.
        if (stored is not null && forgotten == Interlocked.Read(ref _forgotten))
        {
            _kept[place] = new Kept(stored, asked);
        }

        return stored;
    }

    private sealed record Kept(StoredApiKey Key, long At);
}
