using System.Runtime.CompilerServices;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.Records;

namespace LowCode.Storage.Records;

/// <summary>
/// Chooses how to find records by counting, not by statistics: slots hold other fields in each case type, so what a planner knows of a column is true of none.
/// The condition with the fewest matches leads. Where these are few they are gathered and sorted; where they are many the records are walked through in the order
/// that is asked for, and the page is full soon; where it is not (all matches lie at the far end) they are gathered after all.
/// </summary>
/// <param name="limits">Null: the product's own.</param>
internal sealed class RecordQueries(IDatabase database, RecordLimits? limits = null) : IRecordQueries
{
    private const int Chunk = 500;

    private readonly RecordLimits _limits = limits ?? RecordLimits.Standard;

    public async Task<FoundRecords> FindAsync(TenantId tenant, SlotQuery query, PageRequest page, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var statement = new RecordStatement(database.Dialect, tenant, query, _limits);
        var leading = await LeadingAsync(session, statement, query);
        var count = await CountAsync(session, statement, query, leading);
        var (skip, take) = (page.Number * page.Size, page.Size);
        var ids = skip >= count ? [] : await PageAsync(session, statement, query, leading, count, skip, take);
        return new FoundRecords(await RowsAsync(session, tenant, ids), count);
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> AllAsync(TenantId tenant, SlotQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var unsorted = query with { Sort = null, Descending = false };
        var statement = new RecordStatement(database.Dialect, tenant, unsorted, _limits);
        Leading leading;
        IReadOnlyList<string> gathered = [];
        await using (var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation))
        {
            leading = await LeadingAsync(session, statement, unsorted);
            if (leading.Condition is { } few && leading.Matches < _limits.Gathered)
            {
                gathered = await IdsAsync(session, statement.Gathered(few, isBounded: true, 0, _limits.Gathered));
                leading = leading with { IsGathered = true };
            }
        }

        foreach (var chunk in gathered.Chunk(Chunk))
        {
            yield return await RowsAsync(tenant, chunk, cancellation);
        }

        // Each chunk is a read of its own, so that a slow reader of the answer holds nothing back in the database.
        for (var last = ""; !leading.IsGathered;)
        {
            IReadOnlyList<string> ids;
            await using (var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation))
            {
                ids = await IdsAsync(session, statement.After(leading.Condition is { } c && IsPoint(unsorted.Conditions[c], alone: true) ? c : null, last, Chunk));
            }

            if (ids.Count > 0)
            {
                yield return await RowsAsync(tenant, ids, cancellation);
            }

            if (ids.Count < Chunk)
            {
                yield break;
            }

            last = ids[^1];
        }
    }

    /// <summary>What can be found by an index, and has the fewest matches. A part of a text cannot, and comes last.</summary>
    private async Task<Leading> LeadingAsync(ReadSession session, RecordStatement statement, SlotQuery query)
    {
        var best = new Leading(query.Conditions.Count > 0 ? 0 : null, _limits.Gathered);
        for (var i = 0; i < query.Conditions.Count; i++)
        {
            if (query.Conditions[i] is not SlotCondition.Contains)
            {
                var matches = await NumberAsync(session, statement.Probe(i));
                if (matches < best.Matches || query.Conditions[best.Condition!.Value] is SlotCondition.Contains)
                {
                    best = new Leading(i, matches);
                }
            }
        }

        return best;
    }

    private async Task<int> CountAsync(ReadSession session, RecordStatement statement, SlotQuery query, Leading leading) =>
        query.Conditions is [not SlotCondition.Contains]
            ? Math.Min(leading.Matches, _limits.Window)
            : leading.Matches == 0 ? 0 : await NumberAsync(session, statement.Count(leading.Condition));

    private async Task<IReadOnlyList<string>> PageAsync(
        ReadSession session, RecordStatement statement, SlotQuery query, Leading leading, int count, int skip, int take)
    {
        if (leading.Condition is not { } condition)
        {
            return await AllPageAsync(session, statement, query, skip, take);
        }

        if (query.Sort is { } sort ? sort == query.Conditions[condition].Slot : IsPoint(query.Conditions[condition], alone: false))
        {
            return await IdsAsync(session, statement.InIndexOrder(condition, skip, take));
        }

        if (count < _limits.Window || leading.Matches < _limits.Gathered)
        {
            return await IdsAsync(session, statement.Gathered(condition, isBounded: true, skip, take));
        }

        var walked = await IdsAsync(session, statement.Walked(skip, take));
        return walked.Count == take ? walked : await IdsAsync(session, statement.Gathered(condition, isBounded: false, skip, take));
    }

    /// <summary>Nothing narrows the list: those with a value to sort by, and behind them those without.</summary>
    private static async Task<IReadOnlyList<string>> AllPageAsync(ReadSession session, RecordStatement statement, SlotQuery query, int skip, int take)
    {
        var ids = await IdsAsync(session, statement.Walked(skip, take));
        if (query.Sort is not { } sort || ids.Count == take)
        {
            return ids;
        }

        var sorted = await NumberAsync(session, statement.CountSorted(sort));
        return [.. ids, .. await IdsAsync(session, statement.Unsorted(sort, Math.Max(0, skip - sorted), take - ids.Count))];
    }

    /// <summary>Whether its matches lie in the index of the slot by their creation.</summary>
    /// <param name="alone">All of them, not value by value.</param>
    private static bool IsPoint(SlotCondition condition, bool alone) =>
        condition is SlotCondition.IsEmpty || condition is SlotCondition.OneOf one && (!alone || one.Values.Count == 1);

    private async Task<IReadOnlyList<StoredRecord>> RowsAsync(TenantId tenant, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await RowsAsync(session, tenant, ids);
    }

    private async Task<IReadOnlyList<StoredRecord>> RowsAsync(ReadSession session, TenantId tenant, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync(
            $"""
            SELECT c.case_id, c.number, c.status, c.created_at, c.release_revision, c.data
            FROM work_case c
            WHERE c.tenant_id = @tenant AND {database.Dialect.IsIn("c.case_id", "ids")}
            """,
            static row => new StoredRecord(row.GetString(0), row.GetString(1), row.GetString(2), RowTime.Read(row.GetString(3)), row.GetInt64(4), RowJson.ReadObject(row.GetString(5))),
            ("tenant", tenant.Value),
            ("ids", ids));
        var byId = rows.ToDictionary(r => r.CaseId, StringComparer.Ordinal);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(ReadSession session, (string Sql, (string, object?)[] Values) statement) =>
        await session.QueryAsync(statement.Sql, static row => row.GetString(0), statement.Values);

    private static async Task<int> NumberAsync(ReadSession session, (string Sql, (string, object?)[] Values) statement) =>
        (int)await session.NumberAsync(statement.Sql, statement.Values);

    /// <param name="Condition">Null: there is none.</param>
    /// <param name="Matches">At most <see cref="RecordLimits.Gathered"/>, which stands for that many or more.</param>
    private sealed record Leading(int? Condition, int Matches)
    {
        public bool IsGathered { get; init; }
    }
}
