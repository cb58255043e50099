using System.Text.Json;
using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Replies;

namespace LowCode.Storage.Endpoints;

/// <inheritdoc cref="IReplies"/>
internal sealed class Replies(IDatabase database) : IReplies
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public Task PutAsync(TenantId tenant, string requestId, HttpReply reply, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(
                    "INSERT INTO reply (tenant_id, request_id, content, created_at) VALUES (@tenant, @request, @content, @at) ON CONFLICT DO NOTHING",
                    ("tenant", tenant.Value),
                    ("request", requestId),
                    ("content", JsonSerializer.Serialize(reply, Options)),
                    ("at", at.ToRow()));
            },
            cancellation);

    public async Task<HttpReply?> TakeAsync(TenantId tenant, string requestId, CancellationToken cancellation)
    {
        // Most looks find nothing: those do not queue for the writer.
        await using (var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation))
        {
            if (await session.ScalarAsync(
                "SELECT 1 FROM reply WHERE tenant_id = @tenant AND request_id = @request", ("tenant", tenant.Value), ("request", requestId)) is null)
            {
                return null;
            }
        }

        var content = await database.WriteAsync(
            tenant,
            session => (string?)session.Scalar(
                "DELETE FROM reply WHERE tenant_id = @tenant AND request_id = @request RETURNING content",
                ("tenant", tenant.Value),
                ("request", requestId)),
            cancellation);
        return content is null ? null : JsonSerializer.Deserialize<HttpReply>(content, Options);
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        List<(string Tenant, string Request)> forgotten;
        await using (var claims = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            forgotten = await claims.QueryAsync(
                "SELECT tenant_id, request_id FROM reply WHERE created_at < @before ORDER BY created_at LIMIT @limit",
                static row => (row.GetString(0), row.GetString(1)),
                ("before", before.ToRow()),
                ("limit", limit));
        }

        foreach (var tenant in forgotten.GroupBy(f => f.Tenant))
        {
            await database.WriteAsync(
                new TenantId(tenant.Key),
                session =>
                {
                    foreach (var (_, request) in tenant)
                    {
                        session.Execute(
                            "DELETE FROM reply WHERE tenant_id = @tenant AND request_id = @request", ("tenant", tenant.Key), ("request", request));
                    }
                },
                cancellation);
        }

        return forgotten.Count;
    }
}
