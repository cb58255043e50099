using System.Data.Common;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Drafts;

namespace LowCode.Storage.Drafts;

/// <inheritdoc cref="IArtefactDraftStore"/>
internal sealed class ArtefactDraftStore(IDatabase database) : IArtefactDraftStore
{
    private const string Columns = "kind, key, base_hash, updated_at, updated_by, revision";

    public async Task<IReadOnlyList<ArtefactDraftRow>> AllAsync(TenantId tenant, ArtefactKind kind, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            $"SELECT {Columns} FROM artefact_draft WHERE tenant_id = @tenant AND kind = @kind ORDER BY key",
            RowOf,
            ("tenant", tenant.Value),
            ("kind", kind.ToString()));
    }

    public async Task<ArtefactDraft?> FindAsync(TenantId tenant, ArtefactKind kind, string key, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            $"SELECT {Columns}, content FROM artefact_draft WHERE tenant_id = @tenant AND kind = @kind AND key = @key",
            static row => new ArtefactDraft(RowOf(row), (byte[])row.GetValue(6)),
            ("tenant", tenant.Value),
            ("kind", kind.ToString()),
            ("key", key));
        return rows is [var found, ..] ? found : null;
    }

    public Task<long?> PutAsync(TenantId tenant, ArtefactDraft draft, long expected, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                // Nobody saves over a draft that they have not seen.
                var sql = expected == 0
                    ? """
                      INSERT INTO artefact_draft (tenant_id, kind, key, base_hash, content, updated_at, updated_by)
                      VALUES (@tenant, @kind, @key, @base, @content, @at, @by)
                      ON CONFLICT (tenant_id, kind, key) DO NOTHING
                      RETURNING revision
                      """
                    : """
                      UPDATE artefact_draft SET base_hash = @base, content = @content, updated_at = @at, updated_by = @by, revision = revision + 1
                      WHERE tenant_id = @tenant AND kind = @kind AND key = @key AND revision = @expected
                      RETURNING revision
                      """;
                List<(string, object?)> values =
                [
                    ("tenant", tenant.Value),
                    ("kind", draft.Row.Kind.ToString()),
                    ("key", draft.Row.Key),
                    ("base", draft.Row.Base?.Value),
                    ("content", draft.Content.ToArray()),
                    ("at", draft.Row.UpdatedAt.ToRow()),
                    ("by", draft.Row.UpdatedBy),
                ];
                if (expected > 0)
                {
                    values.Add(("expected", expected));
                }

                return session.Scalar(sql, [.. values]) as long?;
            },
            cancellation);

    public Task<bool> RemoveAsync(TenantId tenant, ArtefactKind kind, string key, long expected, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "DELETE FROM artefact_draft WHERE tenant_id = @tenant AND kind = @kind AND key = @key AND revision = @expected",
                ("tenant", tenant.Value),
                ("kind", kind.ToString()),
                ("key", key),
                ("expected", expected)) == 1,
            cancellation);

    private static ArtefactDraftRow RowOf(DbDataReader row) => new(
        Enum.Parse<ArtefactKind>(row.GetString(0)),
        row.GetString(1),
        row.IsDBNull(2) ? null : new ContentHash(row.GetString(2)),
        RowTime.Read(row.GetString(3)),
        row.GetString(4),
        row.GetInt64(5));
}
