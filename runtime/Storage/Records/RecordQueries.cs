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

    public Task<FoundRecords> FindAsync(TenantId tenant, SlotQuery query, PageRequest page, CancellationToken cancellation) => ReadAsync(
        tenant,
        async session =>
        {
            var statement = new RecordStatement(tenant, query, _limits);
            var leading = await LeadingAsync(session, statement, query);
            var count = await CountAsync(session, statement, query, leading);
            var (skip, take) = (page.Number * page.Size, page.Size);
            return new FoundRecords(skip >= count ? [] : await PageAsync(session, statement, query, leading, count, skip, take), count);
        },
        cancellation);

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> AllAsync(TenantId tenant, SlotQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var unsorted = query with { Sort = null, Descending = false };
        var statement = new RecordStatement(tenant, unsorted, _limits);
        var leading = await ReadAsync(tenant, session => LeadingAsync(session, statement, unsorted), cancellation);
        var isGathered = leading.Condition is not null && leading.Matches < _limits.Gathered;

        // Each chunk is a read of its own, so that a slow reader of the answer holds nothing back in the database.
        for (var last = ""; ;)
        {
            var piece = isGathered
                ? statement.GatheredAfter(leading.Condition!.Value, last, Chunk)
                : statement.After(leading.Condition is { } c && IsPoint(unsorted.Conditions[c], alone: true) ? c : null, last, Chunk);
            var rows = await ReadAsync(tenant, session => RowsAsync(session, piece), cancellation);

            if (rows.Count > 0)
            {
                yield return rows;
            }

            if (rows.Count < Chunk)
            {
                yield break;
            }

            last = rows[^1].CaseId;
        }
    }

    // What is cancelled ends in the database, too: PostgreSQL is told, SQLite interrupted.
    private async Task<T> ReadAsync<T>(TenantId tenant, Func<ReadSession, Task<T>> read, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_limits.Longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await using var session = await database.ReadAsync(ReadScope.Of(tenant), either.Token);
            return await read(session);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SearchTooLongException(_limits.Longest);
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

    private async Task<IReadOnlyList<StoredRecord>> PageAsync(
        ReadSession session, RecordStatement statement, SlotQuery query, Leading leading, int count, int skip, int take)
    {
        if (leading.Condition is not { } condition)
        {
            return await AllPageAsync(session, statement, query, skip, take);
        }

        if (query.Sort is { } sort ? sort == query.Conditions[condition].Slot : IsPoint(query.Conditions[condition], alone: false))
        {
            return await RowsAsync(session, statement.InIndexOrder(condition, skip, take));
        }

        if (count < _limits.Window || leading.Matches < _limits.Gathered)
        {
            return await RowsAsync(session, statement.Gathered(condition, isBounded: true, skip, take));
        }

        var walked = await RowsAsync(session, statement.Walked(skip, take));
        return walked.Count == take ? walked : await RowsAsync(session, statement.Gathered(condition, isBounded: false, skip, take));
    }

    /// <summary>Nothing narrows the list: those with a value to sort by, and behind them those without.</summary>
    private static async Task<IReadOnlyList<StoredRecord>> AllPageAsync(ReadSession session, RecordStatement statement, SlotQuery query, int skip, int take)
    {
        var rows = await RowsAsync(session, statement.Walked(skip, take));
        if (query.Sort is not { } sort || rows.Count == take)
        {
            return rows;
        }

        var sorted = await NumberAsync(session, statement.CountSorted(sort));
        return [.. rows, .. await RowsAsync(session, statement.Unsorted(sort, Math.Max(0, skip - sorted), take - rows.Count))];
    }

    /// <summary>Whether its matches lie in the index of the slot by their creation.</summary>
    /// <param name="alone">All of them, not value by value.</param>
    private static bool IsPoint(SlotCondition condition, bool alone) =>
        condition is SlotCondition.IsEmpty || condition is SlotCondition.OneOf one && (!alone || one.Values.Count == 1);

    private static async Task<IReadOnlyList<StoredRecord>> RowsAsync(ReadSession session, (string Sql, (string, object?)[] Values) statement) => await session.QueryAsync(
        statement.Sql,
        static row => new StoredRecord(row.GetString(0), row.GetString(1), row.GetString(2), RowTime.Read(row.GetString(3)), row.GetInt64(4), RowJson.ReadObject(row.GetString(5))),
        statement.Values);

    private static async Task<int> NumberAsync(ReadSession session, (string Sql, (string, object?)[] Values) statement) =>
        (int)await session.NumberAsync(statement.Sql, statement.Values);

    /// <param name="Condition">Null: there is none.</param>
    /// <param name="Matches">At most <see cref="RecordLimits.Gathered"/>, which stands for that many or more.</param>
    private sealed record Leading(int? Condition, int Matches);
}
