using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Drafts;

namespace LowCode.Storage.Drafts;

/// <inheritdoc cref="IDraftStore"/>
internal sealed class DraftStore(IDatabase database) : IDraftStore
{
    private const string Select = "SELECT definition_id, version_id, version, content, updated_at, updated_by, revision FROM draft WHERE tenant_id = @tenant";

    private const string Insert =
        """
        INSERT INTO draft (tenant_id, definition_id, version_id, version, content, updated_at, updated_by)
        VALUES (@tenant, @definition, @id, @version, @content, @at, @by)
        ON CONFLICT (tenant_id, definition_id)
        """;

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

    public Task<Draft?> PutAsync(TenantId tenant, Draft draft, long? expected, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                // Nobody saves over a draft that they have not seen, where they say which one they saw.
                var sql = expected switch
                {
                    null => Insert +
                        """
                         DO UPDATE SET version_id = excluded.version_id, version = excluded.version, content = excluded.content,
                          updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = draft.revision + 1
                        RETURNING revision
                        """,
                    0 => Insert + " DO NOTHING RETURNING revision",
                    _ =>
                        """
                        UPDATE draft SET version_id = @id, version = @version, content = @content, updated_at = @at, updated_by = @by, revision = revision + 1
                        WHERE tenant_id = @tenant AND definition_id = @definition AND revision = @expected
                        RETURNING revision
                        """,
                };
                List<(string, object?)> values =
                [
                    ("tenant", tenant.Value),
                    ("definition", draft.DefinitionId),
                    ("id", draft.VersionId),
                    ("version", (long)draft.Version),
                    ("content", draft.Content),
                    ("at", draft.UpdatedAt.ToRow()),
                    ("by", draft.UpdatedBy),
                ];
                if (expected > 0)
                {
                    values.Add(("expected", expected));
                }

                return session.Scalar(sql, [.. values]) is long revision ? draft with { Revision = revision } : null;
            },
            cancellation);

    public Task<bool> RemoveAsync(TenantId tenant, string definitionId, long? expected, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => (expected is { } revision
                ? session.Execute(
                    "DELETE FROM draft WHERE tenant_id = @tenant AND definition_id = @definition AND revision = @revision",
                    ("tenant", tenant.Value),
                    ("definition", definitionId),
                    ("revision", revision))
                : session.Execute(
                    "DELETE FROM draft WHERE tenant_id = @tenant AND definition_id = @definition", ("tenant", tenant.Value), ("definition", definitionId))) == 1,
            cancellation);

    private static Draft RowOf(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), (int)row.GetInt64(2), row.GetString(3), RowTime.Read(row.GetString(4)), row.GetString(5), row.GetInt64(6));
}
