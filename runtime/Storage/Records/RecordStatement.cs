using System.Text.RegularExpressions;
using LowCode.Definitions;
using LowCode.Work.Records;
using LowCode.Work.Slots;

namespace LowCode.Storage.Records;

/// <summary>The statements that a query of records may need. Each walks along one index, in its order, and ends by itself.</summary>
internal sealed partial class RecordStatement
{
    private const string OfType = "r.tenant_id = @tenant AND r.case_type = @type";

    private readonly RecordLimits _limits;
    private readonly SlotQuery _query;
    private readonly SlotSql _slots;
    private readonly List<(string Name, object? Value)> _values;
    private readonly string _direction;

    public RecordStatement(TenantId tenant, SlotQuery query, RecordLimits limits)
    {
        _limits = limits;
        _query = query;
        _values = [("tenant", tenant.Value), ("type", query.CaseType)];
        _slots = new SlotSql(_values);
        _direction = query.Descending ? "DESC" : "ASC";
    }

    /// <summary>Matches of one condition alone, at most <see cref="RecordLimits.Gathered"/>.</summary>
    public (string Sql, (string, object?)[] Values) Probe(int condition) =>
        Make($"SELECT COUNT(*) FROM ({Driven(condition, [], "r.case_id", InOrderOf(_query.Conditions[condition].Slot), _limits.Gathered)} LIMIT {_limits.Gathered}) found");

    /// <summary>Matches of all conditions, at most <see cref="RecordLimits.Window"/>.</summary>
    public (string Sql, (string, object?)[] Values) Count(int? driving) => Make(driving is { } d
        ? $"SELECT COUNT(*) FROM ({Driven(d, Rest(d), "r.case_id", InOrderOf(_query.Conditions[d].Slot), _limits.Window)} LIMIT {_limits.Window}) found"
        : $"SELECT COUNT(*) FROM (SELECT r.case_id FROM case_record r WHERE {OfType} ORDER BY r.case_id LIMIT {_limits.Window}) found");

    /// <summary>A page out of the driving condition's own index, which is in the order that is asked for.</summary>
    public (string Sql, (string, object?)[] Values) InIndexOrder(int driving, int skip, int take)
    {
        var sort = _query.Sort is { } slot ? $"r.{slot.Name}" : "r.case_id";
        var order = _query.Sort is null ? $"r.case_id {_direction}" : $"{sort} {_direction}, r.case_id {_direction}";
        var driven = Driven(driving, Rest(driving), $"r.case_id, {sort} AS s", order, WindowOf(skip + take));
        return Page($"SELECT d.case_id, d.s FROM ({driven}) d ORDER BY d.s {_direction}, d.case_id {_direction} LIMIT @take OFFSET @skip", skip, take);
    }

    /// <summary>A page out of all matches, gathered and sorted.</summary>
    /// <param name="isBounded">There are no more than <see cref="RecordLimits.Gathered"/> for sure.</param>
    public (string Sql, (string, object?)[] Values) Gathered(int driving, bool isBounded, int skip, int take)
    {
        var sort = _query.Sort is { } slot ? $"r.{slot.Name}" : "r.case_id";
        var driven = isBounded
            ? Driven(driving, Rest(driving), $"r.case_id, {sort} AS s", InOrderOf(_query.Conditions[driving].Slot), _limits.Gathered)
            : Driven(driving, Rest(driving), $"r.case_id, {sort} AS s", null, 0);
        return Page($"SELECT d.case_id, d.s FROM ({driven}) d ORDER BY d.s {_direction} NULLS LAST, d.case_id {_direction} LIMIT @take OFFSET @skip", skip, take);
    }

    /// <summary>A page along the order that is asked for, past those that do not match, for at most <see cref="RecordLimits.Walked"/> rows.</summary>
    public (string Sql, (string, object?)[] Values) Walked(int skip, int take)
    {
        var conditions = _query.Conditions.Select((c, i) => (Condition: c, Name: $"c{i}")).ToLookup(c => c.Condition.Slot == _query.Sort);
        var needed = conditions[false].Select(c => $"r.{c.Condition.Slot.Name}").Distinct().Prepend($"r.{_query.Sort?.Name ?? "case_id"} AS s").Prepend("r.case_id");
        var matching = conditions[false].Select(c => _slots.Of(c.Condition, c.Name, "w")).ToList();
        var (along, order) = _query.Sort is { } slot
            ? (string.Concat(conditions[true].Select(c => _slots.Of(c.Condition, c.Name, "r")).Prepend($"r.{slot.Name} IS NOT NULL").Prepend(SlotSql.Guard(slot)).Select(c => " AND " + c)),
                $"r.{slot.Name} {_direction}, r.case_id {_direction}")
            : ("", $"r.case_id {_direction}");
        return Page(
            $"""
            SELECT w.case_id, w.s FROM (
              SELECT {string.Join(", ", needed)} FROM case_record r WHERE {OfType}{along} ORDER BY {order} LIMIT {_limits.Walked}) w
            {(matching.Count == 0 ? "" : "WHERE " + string.Join(" AND ", matching))} LIMIT @take OFFSET @skip
            """,
            skip,
            take);
    }

    /// <summary>How many records have a value to sort by, at most <see cref="RecordLimits.Window"/>; without conditions.</summary>
    public (string Sql, (string, object?)[] Values) CountSorted(RecordSlot sort) => Make(
        $"SELECT COUNT(*) FROM (SELECT 1 FROM case_record r WHERE {OfType} AND {SlotSql.Guard(sort)} AND r.{sort.Name} IS NOT NULL ORDER BY r.{sort.Name}, r.case_id LIMIT {_limits.Window}) found");

    /// <summary>Those that have none, by creation; without conditions.</summary>
    public (string Sql, (string, object?)[] Values) Unsorted(RecordSlot sort, int skip, int take) => Page(
        $"SELECT r.case_id, r.case_id AS s FROM case_record r WHERE {OfType} AND {SlotSql.Guard(sort)} AND r.{sort.Name} IS NULL ORDER BY r.case_id {_direction} LIMIT @take OFFSET @skip",
        skip,
        take);

    /// <summary>Some of all matches that were created after one, in the order of creation.</summary>
    /// <param name="driving">A condition that is one point of its slot's index; null: along all records of the type.</param>
    public (string Sql, (string, object?)[] Values) After(int? driving, string caseId, int take)
    {
        var conditions = driving is { } d ? Rest(d).Prepend(SlotSql.Guard(_query.Conditions[d].Slot)).Append(_slots.Ranges(_query.Conditions[d], $"c{d}")[0]) : Rest(-1);
        var order = driving is { } by ? InOrderOf(_query.Conditions[by].Slot) : "r.case_id";
        return Rows(
            $"SELECT r.case_id, r.case_id AS s FROM case_record r WHERE {string.Join(" AND ", conditions.Prepend(OfType))} AND r.case_id > @after ORDER BY {order} LIMIT {take}",
            ("after", caseId));
    }

    /// <summary>All that the query may need, for tests that look at plans.</summary>
    internal IEnumerable<(string Sql, (string, object?)[] Values)> All()
    {
        yield return Count(_query.Conditions.Count == 0 ? null : 0);
        yield return Walked(20, 20);
        yield return After(null, "", 500);
        for (var i = 0; i < _query.Conditions.Count; i++)
        {
            yield return Probe(i);
            yield return InIndexOrder(i, 20, 20);
            yield return Gathered(i, isBounded: true, 0, 20);
            yield return Gathered(i, isBounded: false, 0, 20);
            yield return After(i, "", 500);
            yield return GatheredAfter(i, "", 500);
        }

        if (_query is { Sort: { } sort, Conditions.Count: 0 })
        {
            yield return CountSorted(sort);
            yield return Unsorted(sort, 0, 20);
        }
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Names();

    // Few texts of the statement, so that it is found prepared: a limit as a parameter would be planned for a tenth of the table.
    private int WindowOf(int rows) => rows <= 50 ? 50 : rows <= 200 ? 200 : Math.Max(rows, _limits.Window);

    /// <summary>The same where all matches of a condition are few.</summary>
    public (string Sql, (string, object?)[] Values) GatheredAfter(int driving, string caseId, int take)
    {
        var driven = Driven(driving, Rest(driving).Append("r.case_id > @after"), "r.case_id, r.case_id AS s", InOrderOf(_query.Conditions[driving].Slot), _limits.Gathered);
        return Rows($"SELECT d.case_id, d.s FROM ({driven}) d ORDER BY d.case_id LIMIT {take}", ("after", caseId));
    }

    private static string InOrderOf(RecordSlot slot) => $"r.{slot.Name}, r.case_id";

    private IEnumerable<string> Rest(int driving) =>
        _query.Conditions.Select((c, i) => (c, i)).Where(c => c.i != driving).Select(c => _slots.Of(c.c, $"c{c.i}", "r"));

    /// <summary>The ranges of one condition's index, one after another, each in order and ended where it may not be longer.</summary>
    /// <param name="order">Null: whatever order.</param>
    private string Driven(int driving, IEnumerable<string> rest, string columns, string? order, int limit)
    {
        var condition = _query.Conditions[driving];
        var also = string.Concat(rest.Select(r => " AND " + r));
        var ended = order is null ? "" : $" ORDER BY {order} LIMIT {limit}";
        return string.Join(
            " UNION ALL ",
            _slots.Ranges(condition, $"c{driving}").Select((range, i) =>
                $"SELECT * FROM (SELECT {columns} FROM case_record r WHERE {OfType} AND {SlotSql.Guard(condition.Slot)} AND {range}{also}{ended}) r{i}"));
    }

    private (string Sql, (string, object?)[] Values) Page(string sql, int skip, int take) => Rows(sql, ("take", take), ("skip", skip));

    /// <summary>The records of a page, in its order again.</summary>
    /// <param name="page">Answers <c>case_id</c> and <c>s</c>, what it is sorted by.</param>
    private (string Sql, (string, object?)[] Values) Rows(string page, params (string, object?)[] more) => Make(
        $"""
        SELECT c.case_id, c.number, c.status, c.created_at, c.release_revision, c.data
        FROM ({page}) p JOIN work_case c ON c.tenant_id = @tenant AND c.case_id = p.case_id
        ORDER BY p.s {_direction} NULLS LAST, p.case_id {_direction}
        """,
        more);

    private (string Sql, (string, object?)[] Values) Make(string sql, params (string, object?)[] more)
    {
        var names = Names().Matches(sql).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return (sql, [.. _values.Where(v => names.Contains(v.Name)), .. more]);
    }
}
