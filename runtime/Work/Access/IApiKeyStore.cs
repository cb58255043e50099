using LowCode.Definitions;

namespace LowCode.Work.Access;

/// <summary>Port: keys of programs.</summary>
public interface IApiKeyStore
{
    /// <param name="secretHash">SHA-256 of the secret in upper case hex.</param>
    Task AddAsync(ApiKey key, string secretHash, CancellationToken cancellation);

    /// <summary>Null: the tenant has no such key.</summary>
    Task<StoredApiKey?> FindAsync(TenantId tenant, string keyId, CancellationToken cancellation);

    /// <summary>All of them, revoked ones too, the newest first.</summary>
    Task<IReadOnlyList<ApiKey>> AllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>False: there is no such key, or it was revoked before; the first revocation stays.</summary>
    Task<bool> RevokeAsync(TenantId tenant, string keyId, string by, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Notes uses; one that is older than what is there changes nothing.</summary>
    Task UsedAsync(TenantId tenant, IReadOnlyList<(string KeyId, DateTimeOffset At)> uses, CancellationToken cancellation);
}

/// <param name="SecretHash">Of the secret that fits.</param>
public sealed record StoredApiKey(ApiKey Key, string SecretHash);
