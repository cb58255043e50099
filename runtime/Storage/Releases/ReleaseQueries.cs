using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.Releases;

namespace LowCode.Storage.Releases;

/// <inheritdoc cref="IReleaseQueries"/>
internal sealed class ReleaseQueries(IDatabase database) : IReleaseQueries
{
    private const string Select = "SELECT revision, created_at, created_by, note, template_id, template_version FROM release WHERE tenant_id = @tenant";

    public async Task<Page<ReleaseRow>> PageAsync(TenantId tenant, PageRequest page, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var total = await session.NumberAsync("SELECT COUNT(*) FROM release WHERE tenant_id = @tenant", ("tenant", tenant.Value));
        var rows = await session.QueryAsync(
            Select + " ORDER BY revision DESC LIMIT @limit OFFSET @offset",
            RowOf,
            ("tenant", tenant.Value),
            ("limit", page.Size),
            ("offset", page.Number * page.Size));
        return new Page<ReleaseRow>(rows, (int)total);
    }

    public async Task<ReleaseRow?> FindAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(Select + " AND revision = @revision", RowOf, ("tenant", tenant.Value), ("revision", revision));
        return rows is [var row, ..] ? row : null;
    }

    private static ReleaseRow RowOf(DbDataReader row) => new(
        row.GetInt64(0),
        RowTime.Read(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5));
}
