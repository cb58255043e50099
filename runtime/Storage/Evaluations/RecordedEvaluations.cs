using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.Journal;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Evaluations;

namespace LowCode.Storage.Evaluations;

/// <inheritdoc cref="IRecordedEvaluations"/>
internal sealed class RecordedEvaluations(IDatabase database) : IRecordedEvaluations
{
    /// <summary>Bursts of the tenant that are gone through: those of other processes may be very many.</summary>
    private const int MostBursts = 50_000;

    public async Task<NewestEvaluations> NewestAsync(TenantId tenant, string ruleSet, int limit, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var oldest = await session.ScalarAsync(
            "SELECT instance_id FROM journal WHERE tenant_id = @tenant ORDER BY instance_id DESC, seq DESC LIMIT 1 OFFSET @most", ("tenant", tenant.Value), ("most", MostBursts));

        // Ids of instances begin with the time. The pattern leaves most rows out; what it lets in is looked at below.
        var rows = await session.QueryAsync(
            """
            SELECT j.instance_id, j.at, j.entries, c.number, c.data, c.case_type, c.release_revision
            FROM journal j
            JOIN instance i ON i.tenant_id = j.tenant_id AND i.instance_id = j.instance_id
            LEFT JOIN work_case c ON c.tenant_id = i.tenant_id AND c.case_id = i.case_id
            WHERE j.tenant_id = @tenant AND j.instance_id >= @oldest AND j.entries LIKE @pattern
            ORDER BY j.instance_id DESC, j.seq DESC
            LIMIT @limit
            """,
            static row => new Row(
                row.GetString(0),
                RowTime.Read(row.GetString(1)),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5),
                row.IsDBNull(6) ? 0 : row.GetInt64(6)),
            ("tenant", tenant.Value),
            ("oldest", oldest as string ?? ""),
            ("pattern", $"%\"{nameof(JournalKind.DecisionMade)}\"%\"ruleSet\":\"{ruleSet}\"%"),
            ("limit", limit));
        return new NewestEvaluations([.. rows.SelectMany(r => Evaluations(r, ruleSet))], oldest is null && rows.Count < limit);
    }

    public async Task<IReadOnlyList<MadeDecision>> OfInstanceAsync(TenantId tenant, string instanceId, int bursts, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            """
            SELECT seq, at, entries FROM journal
            WHERE tenant_id = @tenant AND instance_id = @instance AND entries LIKE @pattern
            ORDER BY seq DESC
            LIMIT @limit
            """,
            static row => (Seq: row.GetInt64(0), At: RowTime.Read(row.GetString(1)), Entries: row.GetString(2)),
            ("tenant", tenant.Value),
            ("instance", instanceId),
            ("pattern", $"%\"{nameof(JournalKind.DecisionMade)}\"%"),
            ("limit", bursts));
        return
        [
            .. from row in rows
               from entry in JsonNode.Parse(row.Entries)!.AsArray().Index().Reverse()
               where (string?)entry.Item!["kind"] == nameof(JournalKind.DecisionMade)
               let made = entry.Item["data"] is JsonObject data ? Made(new JournalPlace(instanceId, row.Seq, entry.Index), row.At, data) : null
               where made is not null
               select made,
        ];
    }

    private static MadeDecision? Made(JournalPlace place, DateTimeOffset at, JsonObject data) =>
        (string?)data["model"] is { } model
            ? new MadeDecision.ByModel(
                place, at, model, (string?)data["decision"] ?? "", (long?)data["release"], data["inputs"]?.DeepClone() as JsonObject ?? [], data["result"]?.DeepClone())
            {
                Kinds = data["kinds"]?.DeepClone() as JsonObject,
            }
            : (string?)data["ruleSet"] is { } ruleSet
                ? new MadeDecision.ByRules(place, at, ruleSet, (string?)data["hash"] ?? "", data["document"]?.DeepClone(), [.. HitsOf(data).Distinct()], (string?)data["action"] ?? "", (int?)data["score"] ?? 0)
                : null;

    private static IEnumerable<RecordedEvaluation> Evaluations(Row row, string ruleSet) =>
        from entry in JsonNode.Parse(row.Entries)!.AsArray()
        where (string?)entry!["kind"] == nameof(JournalKind.DecisionMade)
        let data = entry["data"]
        where data is not null && (string?)data["ruleSet"] == ruleSet
        select new RecordedEvaluation(
            row.InstanceId,
            (string?)entry["activityId"] ?? "",
            row.At,
            (string?)data["hash"] ?? "",
            data["document"]?.DeepClone(),
            [.. HitsOf(data)],
            (int?)data["score"] ?? 0,
            (string?)data["action"] ?? "",
            (int?)data["documents"] ?? 1,
            row.CaseNumber,
            row.CaseData is null ? null : JsonNode.Parse(row.CaseData)!.AsObject())
        {
            CaseType = row.CaseType,
            CaseRevision = row.CaseRevision,
        };

    private static IEnumerable<string> HitsOf(JsonNode data) => data["hitCounts"] is JsonObject counts
        ? counts.SelectMany(c => Enumerable.Repeat(c.Key, (int)c.Value!))
        : (data["hits"] as JsonArray ?? []).Select(h => (string)h!);

    private sealed record Row(string InstanceId, DateTimeOffset At, string Entries, string? CaseNumber, string? CaseData, string? CaseType, long CaseRevision);
}
