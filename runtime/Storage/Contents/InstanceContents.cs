using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Contents;

namespace LowCode.Storage.Contents;

/// <inheritdoc cref="IInstanceContents"/>
internal sealed class InstanceContents(IDatabase database) : IInstanceContents
{
    public Task AddAsync(TenantId tenant, InstanceContent content, DateTimeOffset forgetAt, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                INSERT INTO instance_content (tenant_id, content_id, instance_id, media_type, created_at, forget_at)
                VALUES (@tenant, @content, @instance, @type, @at, @forget)
                """,
                ("tenant", tenant.Value),
                ("content", content.ContentId),
                ("instance", content.Instance.Value),
                ("type", content.MediaType),
                ("at", content.CreatedAt.ToRow()),
                ("forget", forgetAt.ToRow())),
            cancellation);

    public async Task<InstanceContent?> FindAsync(TenantId tenant, InstanceId instance, string contentId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            """
            SELECT media_type, created_at FROM instance_content
            WHERE tenant_id = @tenant AND content_id = @content AND instance_id = @instance
            """,
            row => new InstanceContent(contentId, instance, row.GetString(0), RowTime.Read(row.GetString(1))),
            ("tenant", tenant.Value),
            ("content", contentId),
            ("instance", instance.Value));
        return rows is [var found] ? found : null;
    }

    public async Task<IReadOnlyList<string>> KnownAsync(TenantId tenant, IReadOnlyList<string> contentIds, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            $"SELECT content_id FROM instance_content WHERE tenant_id = @tenant AND {database.Dialect.IsIn("content_id", "ids")}",
            static row => row.GetString(0),
            ("tenant", tenant.Value),
            ("ids", contentIds));
    }

    public Task<bool> GiveUpAsync(TenantId tenant, string contentId, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "UPDATE instance_content SET forget_at = @now WHERE tenant_id = @tenant AND content_id = @content AND forget_at IS NOT NULL",
                ("now", DateTimeOffset.UnixEpoch.ToRow()),
                ("tenant", tenant.Value),
                ("content", contentId)) == 1,
            cancellation);

    public Task RemoveAsync(TenantId tenant, string contentId, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                "DELETE FROM instance_content WHERE tenant_id = @tenant AND content_id = @content AND forget_at IS NOT NULL",
                ("tenant", tenant.Value),
                ("content", contentId)),
            cancellation);

    public async Task<IReadOnlyList<ForgottenContent>> ForgottenAsync(DateTimeOffset before, int most, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Claims, cancellation);
        return await session.QueryAsync(
            "SELECT tenant_id, content_id FROM instance_content WHERE forget_at IS NOT NULL AND forget_at < @before ORDER BY forget_at LIMIT @most",
            row => new ForgottenContent(new TenantId(row.GetString(0)), row.GetString(1)),
            ("before", before.ToRow()),
            ("most", most));
    }
}
