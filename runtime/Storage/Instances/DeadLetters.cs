using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.DeadLetters;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IDeadLetters"/>
internal sealed class DeadLetters(IDatabase database) : IDeadLetters
{
    private const string Columns =
        """
        dead_letter_id, source, source_id, instance_id, reason, first_at, last_at, attempts, origin, resolution, resolved_by, resolved_at,
        resolved_reason
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
        (string Column, string? Value)[] wanted = [("source", search.Source), ("reason", search.Reason), ("instance_id", search.InstanceId)];
        var given = wanted.Where(w => w.Value is not null).ToList();
        var where = string.Concat(["tenant_id = @tenant", .. given.Select(w => $" AND {w.Column} = @{w.Column}")]);
        (string, object?)[] values = [("tenant", tenant.Value), .. given.Select(w => (w.Column, (object?)w.Value))];
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM dead_letter WHERE {where}", values);
        var rows = await session.QueryAsync(
            $"SELECT {Columns} FROM dead_letter WHERE {where} ORDER BY last_at DESC, dead_letter_id DESC LIMIT @limit OFFSET @offset",
            ToLetter,
            [.. values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<DeadLetter>(rows, (int)total);
    }

    public async Task<DeadLetterDetail?> FindAsync(TenantId tenant, string letter, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            $"SELECT {Columns}, payload FROM dead_letter WHERE tenant_id = @tenant AND dead_letter_id = @letter",
            static row => new DeadLetterDetail(ToLetter(row), TextOf(row, 13)),
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
        Resolution = row.IsDBNull(11)
            ? null
            : new LetterResolution(
                row.GetString(9) == "retried" ? LetterEnd.Retried : LetterEnd.Discarded, row.GetString(10), RowTime.Read(row.GetString(11)), row.GetString(12)),
    };

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
