using System.Data.Common;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Drafts;

namespace LowCode.Storage.Drafts;

/// <inheritdoc cref="IVersionStore"/>
internal sealed class VersionStore(IDatabase database) : IVersionStore
{
    private const string Select =
        """
        SELECT a.key, a.hash, a.created_at, r.removed_by
        FROM artefact a LEFT JOIN removed_version r ON r.tenant_id = a.tenant_id AND r.hash = a.hash
        WHERE a.tenant_id = @tenant AND a.kind = 'Workflow'
        """;

    public async Task<IReadOnlyList<VersionRow>> AllAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(Select + " ORDER BY a.created_at DESC, a.hash", RowOf, ("tenant", tenant.Value));
    }

    public async Task<IReadOnlyList<VersionRow>> OfAsync(TenantId tenant, string definitionId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            Select + " AND a.key = @definition ORDER BY a.created_at DESC, a.hash", RowOf, ("tenant", tenant.Value), ("definition", definitionId));
    }

    public Task RemoveAsync(TenantId tenant, IReadOnlyList<ContentHash> hashes, DateTimeOffset at, string by, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                foreach (var hash in hashes)
                {
                    session.Execute(
                        "INSERT INTO removed_version (tenant_id, hash, removed_at, removed_by) VALUES (@tenant, @hash, @at, @by) ON CONFLICT DO NOTHING",
                        ("tenant", tenant.Value),
                        ("hash", hash.Value),
                        ("at", at.ToRow()),
                        ("by", by));
                }
            },
            cancellation);

    private static VersionRow RowOf(DbDataReader row) => new(
        row.GetString(0), new ContentHash(row.GetString(1)), RowTime.Read(row.GetString(2)), !row.IsDBNull(3));
}
