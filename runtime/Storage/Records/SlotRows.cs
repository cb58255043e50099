using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Slots;

namespace LowCode.Storage.Records;

/// <inheritdoc cref="ISlotRows"/>
internal sealed class SlotRows(IDatabase database) : ISlotRows
{
    public async Task<bool> AnyOlderAsync(TenantId tenant, string caseType, long version, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.NumberAsync(
            "SELECT COUNT(*) FROM (SELECT 1 FROM work_case WHERE tenant_id = @tenant AND case_type = @type AND record_layout < @version LIMIT 1) found",
            ("tenant", tenant.Value),
            ("type", caseType),
            ("version", version)) > 0;
    }

    public async Task<int> WriteOlderAsync(
        TenantId tenant, string caseType, long version, Func<JsonObject, RecordWrite> fill, int limit, CancellationToken cancellation) =>
        await AnyOlderAsync(tenant, caseType, version, cancellation)
            ? await database.WriteAsync(tenant, session => Write(session, tenant, caseType, version, fill, limit), cancellation)
            : 0;

    private int Write(WriteSession session, TenantId tenant, string caseType, long version, Func<JsonObject, RecordWrite> fill, int limit)
    {
        // Waiting for a burst's row while holding others could end in a ring: those rows come next time.
        var older = session.Query(
            $"""
            SELECT case_id, data FROM work_case
            WHERE tenant_id = @tenant AND case_type = @type AND record_layout < @version
            ORDER BY record_layout LIMIT @limit {database.Dialect.SkipLocked}
            """,
            static row => (CaseId: row.GetString(0), Data: row.GetString(1)),
            ("tenant", tenant.Value),
            ("type", caseType),
            ("version", version),
            ("limit", limit));
        foreach (var (caseId, data) in older)
        {
            var record = fill(RowJson.ReadObject(data));
            session.Execute(
                "UPDATE work_case SET record_layout = @layout WHERE tenant_id = @tenant AND case_id = @case",
                ("layout", record.Layout),
                ("tenant", tenant.Value),
                ("case", caseId));
            RecordRows.Write(session, tenant, caseId, caseType, record);
        }

        return older.Count;
    }
}
