using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Work.Endpoints;

namespace LowCode.Storage.Endpoints;

/// <inheritdoc cref="IEndpointBookmarks"/>
internal sealed class EndpointBookmarks(IDatabase database) : IEndpointBookmarks
{
    private const string Select =
        """
        SELECT b.instance_id, b.bookmark_id, b.activity_id, i.definition_hash
        FROM bookmark b
        JOIN instance i ON i.tenant_id = b.tenant_id AND i.instance_id = b.instance_id
        WHERE b.tenant_id = @tenant AND b.hash = @hash
        """;

    /// <summary>From one template to the next along the index: as many steps as there are templates, however many instances wait.</summary>
    private const string SelectTemplates =
        """
        WITH RECURSIVE template (payload) AS (
          SELECT MIN(b.payload) FROM bookmark b WHERE b.tenant_id = @tenant AND b.name = 'Elsa.HttpEndpoint' AND b.payload LIKE '%{%{%'
          UNION ALL
          SELECT (
            SELECT MIN(b.payload) FROM bookmark b
            WHERE b.tenant_id = @tenant AND b.name = 'Elsa.HttpEndpoint' AND b.payload LIKE '%{%{%' AND b.payload > template.payload)
          FROM template WHERE template.payload IS NOT NULL)
        SELECT payload FROM template WHERE payload IS NOT NULL
        """;

    public async Task<IReadOnlyList<EndpointBookmark>> FindAsync(
        TenantId tenant, string hash, string? instanceId, string? correlationId, CancellationToken cancellation)
    {
        var (sql, values) = (Select, new List<(string, object?)> { ("tenant", tenant.Value), ("hash", hash) });
        if (instanceId is not null)
        {
            sql += " AND b.instance_id = @instance";
            values.Add(("instance", instanceId));
        }

        if (correlationId is not null)
        {
            sql += " AND b.correlation_id = @correlation";
            values.Add(("correlation", correlationId));
        }

        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            sql + " LIMIT 2",
            static row => new EndpointBookmark(row.GetString(0), row.GetString(1), row.GetString(2), new ContentHash(row.GetString(3))),
            [.. values]);
    }

    public async Task<IReadOnlyList<(string Path, string Method)>> TemplatesAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var payloads = await session.QueryAsync(SelectTemplates, static row => row.GetString(0), ("tenant", tenant.Value));
        return [.. payloads.Select(p => JsonNode.Parse(p)!).Select(p => ((string)p["path"]!, (string)p["method"]!))];
    }
}
