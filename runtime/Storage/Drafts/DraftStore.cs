using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Drafts;

namespace LowCode.Storage.Drafts;

/// <inheritdoc cref="IDraftStore"/>
internal sealed class DraftStore(IDatabase database) : IDraftStore
{
    private const string Select = "SELECT definition_id, version_id, version, content, updated_at, updated_by FROM draft WHERE tenant_id = @tenant";

    public async Task<IReadOnlyList<Draft>> AllAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(Select + " ORDER BY definition_id", RowOf, ("tenant", tenant.Value));
    }

    public async Task<Draft?> FindAsync(TenantId tenant, string definitionId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(Select + " AND definition_id = @definition", RowOf, ("tenant", tenant.Value), ("definition", definitionId));
        return rows is [var row, ..] ? row : null;
    }

    public Task PutAsync(TenantId tenant, Draft draft, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO draft (tenant_id, definition_id, version_id, version, content, updated_at, updated_by)
                    VALUES (@tenant, @definition, @id, @version, @content, @at, @by)
                    ON CONFLICT (tenant_id, definition_id) DO UPDATE SET version_id = excluded.version_id, version = excluded.version,
                      content = excluded.content, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                    """,
                    ("tenant", tenant.Value),
                    ("definition", draft.DefinitionId),
                    ("id", draft.VersionId),
                    ("version", (long)draft.Version),
                    ("content", draft.Content),
                    ("at", draft.UpdatedAt.ToRow()),
                    ("by", draft.UpdatedBy));
            },
            cancellation);

    public Task<bool> RemoveAsync(TenantId tenant, string definitionId, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "DELETE FROM draft WHERE tenant_id = @tenant AND definition_id = @definition", ("tenant", tenant.Value), ("definition", definitionId)) == 1,
            cancellation);

    private static Draft RowOf(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), (int)row.GetInt64(2), row.GetString(3), RowTime.Read(row.GetString(4)), row.GetString(5));
}
