using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Calls;

namespace LowCode.Storage.Access;

/// <inheritdoc cref="IOutboundHosts"/>
internal sealed class OutboundHosts(IDatabase database) : IOutboundHosts
{
    public async Task<IReadOnlyList<OutboundHost>> AllAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            "SELECT host, created_at, created_by FROM outbound_host WHERE tenant_id = @tenant ORDER BY host",
            static row => new OutboundHost(row.GetString(0), RowTime.Read(row.GetString(1)), row.GetString(2)),
            ("tenant", tenant.Value));
    }

    public Task AddAsync(TenantId tenant, OutboundHost host, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(
                    "INSERT INTO outbound_host (tenant_id, host, created_at, created_by) VALUES (@tenant, @host, @at, @by) ON CONFLICT DO NOTHING",
                    ("tenant", tenant.Value),
                    ("host", host.Host),
                    ("at", host.CreatedAt.ToRow()),
                    ("by", host.CreatedBy));
            },
            cancellation);

    public Task<bool> RemoveAsync(TenantId tenant, string host, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "DELETE FROM outbound_host WHERE tenant_id = @tenant AND host = @host", ("tenant", tenant.Value), ("host", host)) == 1,
            cancellation);
}
