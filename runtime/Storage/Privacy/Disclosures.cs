using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.Privacy;

namespace LowCode.Storage.Privacy;

/// <inheritdoc cref="IDisclosures"/>
internal sealed class Disclosures(IDatabase database) : IDisclosures
{
    private const string Narrowed = "tenant_id = @tenant AND at >= @from AND at < @before AND (@login = '' OR actor = @login)";

    private const string All =
        $"""
        SELECT reveal_id AS id, at, actor, actor_name, case_id, NULL AS case_type, label AS fields, reason FROM reveal WHERE {Narrowed}
        UNION ALL
        SELECT file_id, at, actor, actor_name, NULL, case_type, fields, conditions FROM record_file WHERE {Narrowed}
        """;

    public Task AddFileAsync(TenantId tenant, Disclosure file, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                INSERT INTO record_file (tenant_id, file_id, case_type, fields, conditions, actor, actor_name, at)
                VALUES (@tenant, @id, @type, @fields, @conditions, @actor, @name, @at)
                """,
                ("tenant", tenant.Value),
                ("id", file.DisclosureId),
                ("type", file.CaseType),
                ("fields", RowJson.Write(new JsonArray([.. file.Fields.Select(f => JsonNode.Parse(RowJson.Write(f)))]))),
                ("conditions", file.Reason),
                ("actor", file.Login),
                ("name", file.Name),
                ("at", file.At.ToRow())),
            cancellation);

    public async Task<Page<Disclosure>> SearchAsync(TenantId tenant, DisclosureSearch search, PageRequest page, CancellationToken cancellation)
    {
        (string, object?)[] values =
        [
            ("tenant", tenant.Value),
            ("from", (search.From ?? DateTimeOffset.MinValue).ToRow()),
            ("before", (search.Before ?? DateTimeOffset.MaxValue).ToRow()),
            ("login", search.Login?.Trim() ?? ""),
        ];
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM ({All}) d", values);
        var rows = await session.QueryAsync(
            $"""
            SELECT d.id, d.at, d.actor, d.actor_name, c.number, d.case_type, d.fields, d.reason
            FROM ({All} ORDER BY 2 DESC, 1 DESC LIMIT @limit OFFSET @offset) d LEFT JOIN work_case c ON c.tenant_id = @tenant AND c.case_id = d.case_id
            ORDER BY d.at DESC, d.id DESC
            """,
            row => new Disclosure(
                row.GetString(0),
                RowTime.Read(row.GetString(1)),
                row.GetString(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5),
                row.IsDBNull(5) ? [RowJson.ReadText(row.GetString(6))] : [.. JsonNode.Parse(row.GetString(6))!.AsArray().Select(f => RowJson.ReadText(f!.ToJsonString()))],
                row.GetString(7)),
            [.. values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<Disclosure>(rows, (int)total);
    }
}
