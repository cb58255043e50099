using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Access;

namespace LowCode.Storage.Access;

/// <inheritdoc cref="IApiKeyStore"/>
internal sealed class ApiKeyStore(IDatabase database) : IApiKeyStore
{
    private const string Select =
        """
        SELECT key_id AS KeyId, name AS Name, scopes AS Scopes, secret_hash AS SecretHash, created_at AS CreatedAt, created_by AS CreatedBy,
          expires_at AS ExpiresAt, last_used_at AS LastUsedAt, revoked_at AS RevokedAt, revoked_by AS RevokedBy
        FROM api_key
        WHERE tenant_id = @tenant
        """;

    public Task AddAsync(ApiKey key, string secretHash, CancellationToken cancellation) =>
        database.WriteAsync(
            key.Tenant,
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO api_key (tenant_id, key_id, name, scopes, secret_hash, created_at, created_by, expires_at)
                    VALUES (@tenant, @key, @name, @scopes, @hash, @at, @by, @expires)
                    """,
                    ("tenant", key.Tenant.Value),
                    ("key", key.KeyId),
                    ("name", key.Name),
                    ("scopes", RowJson.Write(key.Scopes)),
                    ("hash", secretHash),
                    ("at", key.CreatedAt.ToRow()),
                    ("by", key.CreatedBy),
                    ("expires", key.ExpiresAt.ToRow()));
            },
            cancellation);

    public async Task<StoredApiKey?> FindAsync(TenantId tenant, string keyId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<KeyRow>(Select + " AND key_id = @key", ("tenant", tenant.Value), ("key", keyId));
        return row is null ? null : new StoredApiKey(row.ToKey(tenant), row.SecretHash);
    }

    public async Task<IReadOnlyList<ApiKey>> AllAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<KeyRow>(Select + " ORDER BY created_at DESC, key_id", ("tenant", tenant.Value));
        return [.. rows.Select(r => r.ToKey(tenant))];
    }

    public Task<bool> RevokeAsync(TenantId tenant, string keyId, string by, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "UPDATE api_key SET revoked_at = @at, revoked_by = @by WHERE tenant_id = @tenant AND key_id = @key AND revoked_at IS NULL",
                ("tenant", tenant.Value),
                ("key", keyId),
                ("at", at.ToRow()),
                ("by", by)) == 1,
            cancellation);

    public Task UsedAsync(TenantId tenant, IReadOnlyList<(string KeyId, DateTimeOffset At)> uses, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                foreach (var (keyId, at) in uses)
                {
                    session.Execute(
                        """
                        UPDATE api_key SET last_used_at = @at
                        WHERE tenant_id = @tenant AND key_id = @key AND (last_used_at IS NULL OR last_used_at < @at)
                        """,
                        ("tenant", tenant.Value),
                        ("key", keyId),
                        ("at", at.ToRow()));
                }
            },
            cancellation);

    private sealed class KeyRow
    {
        public string KeyId { get; init; } = "";

        public string Name { get; init; } = "";

        public string Scopes { get; init; } = "[]";

        public string SecretHash { get; init; } = "";

        public string CreatedAt { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public string? ExpiresAt { get; init; }

        public string? LastUsedAt { get; init; }

        public string? RevokedAt { get; init; }

        public string? RevokedBy { get; init; }

        public ApiKey ToKey(TenantId tenant) => new(
            tenant,
            KeyId,
            Name,
            RowJson.ReadList(Scopes),
            RowTime.Read(CreatedAt),
            CreatedBy,
            RowTime.ReadOptional(ExpiresAt),
            RowTime.ReadOptional(LastUsedAt),
            RowTime.ReadOptional(RevokedAt),
            RevokedBy);
    }
}
