using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.DeadLetters;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IDeadLetterStore"/>
internal sealed class DeadLetterStore(IDatabase database) : IDeadLetterStore
{
    private const string Columns =
        """
        d.dead_letter_id, d.source, d.source_id, d.instance_id, d.reason, d.first_at, d.last_at, d.attempts, d.origin, d.resolution,
        d.resolved_by, d.resolved_at, d.resolved_reason,
        (SELECT i.definition_id FROM instance i WHERE i.tenant_id = d.tenant_id AND i.instance_id = d.instance_id),
        (SELECT c.number FROM instance i JOIN work_case c ON c.tenant_id = i.tenant_id AND c.case_id = i.case_id
         WHERE i.tenant_id = d.tenant_id AND i.instance_id = d.instance_id)
        """;

    private const string Open =
        """
        SELECT source, source_id, instance_id, payload, first_at, origin FROM dead_letter
        WHERE tenant_id = @tenant AND dead_letter_id = @letter AND resolved_at IS NULL
        """;

    private const string Resolve =
        """
        UPDATE dead_letter SET resolution = @resolution, resolved_by = @by, resolved_at = @at, resolved_reason = @reason
        WHERE tenant_id = @tenant AND dead_letter_id = @letter AND resolved_at IS NULL
        """;

    public async Task<Page<DeadLetter>> SearchAsync(TenantId tenant, DeadLetterSearch search, PageRequest page, CancellationToken cancellation)
    {
        var (where, values) = Filter(tenant, search);
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM dead_letter d WHERE {where}", values);
        var rows = await session.QueryAsync(
            $"SELECT {Columns} FROM dead_letter d WHERE {where} ORDER BY d.last_at DESC, d.dead_letter_id DESC LIMIT @limit OFFSET @offset",
            ToLetter,
            [.. values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<DeadLetter>(rows, (int)total);
    }

    public async Task<int> CountOpenAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (int)await session.NumberAsync("SELECT COUNT(*) FROM dead_letter WHERE tenant_id = @tenant AND resolved_at IS NULL", ("tenant", tenant.Value));
    }

    public async Task<DeadLetterDetail?> FindAsync(TenantId tenant, string letter, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            $"SELECT {Columns}, d.payload FROM dead_letter d WHERE d.tenant_id = @tenant AND d.dead_letter_id = @letter",
            static row => new DeadLetterDetail(ToLetter(row), TextOf(row, 15)),
            ("tenant", tenant.Value),
            ("letter", letter));
        return rows is [var found, ..] ? found : null;
    }

    public Task<bool> ResolveAsync(TenantId tenant, string letter, LetterResolution resolution, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                if (resolution.End == LetterEnd.Retried && !TryPutBack(session, tenant, letter, resolution.At))
                {
                    return false;
                }

                return session.Execute(
                    Resolve,
                    ("resolution", resolution.End == LetterEnd.Retried ? "retried" : "discarded"),
                    ("by", resolution.By),
                    ("at", resolution.At.ToRow()),
                    ("reason", resolution.Reason),
                    ("tenant", tenant.Value),
                    ("letter", letter)) == 1 || session.Refuse(false);
            },
            cancellation);

    private (string Where, (string, object?)[] Values) Filter(TenantId tenant, DeadLetterSearch search)
    {
        (string Column, object? Value)[] wanted = [("source", search.Source), ("reason", search.Reason), ("instance_id", search.InstanceId)];
        var given = wanted.Where(w => w.Value is not null).ToList();
        List<string> conditions = ["d.tenant_id = @tenant", .. given.Select(w => $"d.{w.Column} = @{w.Column}")];
        List<(string, object?)> values = [("tenant", tenant.Value), .. given];
        if (search.InstanceIds is { } instances)
        {
            conditions.Add(database.Dialect.IsIn("d.instance_id", "instances"));
            values.Add(("instances", instances));
        }

        if (search.IsOpen is { } isOpen)
        {
            conditions.Add($"d.resolved_at IS {(isOpen ? "" : "NOT ")}NULL");
        }

        return (string.Join(" AND ", conditions), [.. values]);
    }

    private static bool TryPutBack(WriteSession session, TenantId tenant, string letter, DateTimeOffset now)
    {
        var rows = session.Query(
            Open,
            static row => new BuriedRow(row.GetString(0), row.GetString(1), TextOf(row, 2), TextOf(row, 3), row.GetString(4), TextOf(row, 5)),
            ("tenant", tenant.Value),
            ("letter", letter));
        if (rows is not [{ Origin: not null } buried])
        {
            return false;
        }

        LetterOrigin.PutBack(session, tenant.Value, buried, now);
        return true;
    }

    private static DeadLetter ToLetter(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        TextOf(row, 3),
        row.GetString(4),
        RowTime.Read(row.GetString(5)),
        RowTime.Read(row.GetString(6)),
        row.GetInt32(7),
        CanRetry: !row.IsDBNull(8) && row.IsDBNull(11))
    {
        Kind = row.IsDBNull(8) ? null : (string?)RowJson.ReadObject(row.GetString(8))["kind"],
        DefinitionId = TextOf(row, 13),
        CaseNumber = TextOf(row, 14),
        Resolution = row.IsDBNull(11)
            ? null
            : new LetterResolution(
                row.GetString(9) == "retried" ? LetterEnd.Retried : LetterEnd.Discarded, row.GetString(10), RowTime.Read(row.GetString(11)), row.GetString(12)),
    };

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
