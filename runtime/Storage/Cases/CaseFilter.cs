using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Cases;
using LowCode.Work.Privacy;

namespace LowCode.Storage.Cases;

/// <summary>Puts together the conditions of a case search: fixed texts, values as parameters.</summary>
internal sealed record CaseFilter(string Where, IReadOnlyList<(string Name, object? Value)> Values)
{
    private static readonly CaseColumn[] _searched = [CaseColumn.Title, CaseColumn.Address, CaseColumn.ReporterName];

    public static CaseFilter Of(Dialect dialect, TenantId tenant, CaseSearch search, IReadOnlyList<string>? classCodes, DateTimeOffset now)
    {
        var conditions = new List<string> { "c.tenant_id = @tenant" };
        var values = new List<(string, object?)> { ("tenant", tenant.Value) };

        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            values.Add((name, value));
        }

        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            Add($"({TextCondition(dialect, _searched, search.Masked, "text", values)})", "text", LikePattern.Containing(search.Text));
        }

        if (search.Status is { } status)
        {
            Add("c.status = @status", "status", status);
        }

        if (search.Phase is { } phase)
        {
            Add("c.phase = @phase", "phase", phase.ToString());
        }

        if (classCodes is not null)
        {
            Add(dialect.IsIn("c.class_code", "classCodes") + Seen(dialect, CaseColumn.Class, search.Masked, values), "classCodes", classCodes);
        }

        if (search.Department is { } department)
        {
            Add("c.department = @department" + Seen(dialect, CaseColumn.Department, search.Masked, values), "department", department);
        }

        if (search.OverdueOnly)
        {
            Add("c.due_at < COALESCE(c.closed_at, @now)", "now", now.ToRow());
        }

        if (search.CreatedFrom is { } from)
        {
            Add("c.created_at >= @from", "from", from.ToRow());
        }

        if (search.CreatedBefore is { } before)
        {
            Add("c.created_at < @before", "before", before.ToRow());
        }

        return new CaseFilter(string.Join(" AND ", conditions), values);
    }

    /// <summary>The number, or a column that the reader sees, holds the text of a parameter.</summary>
    public static string TextCondition(
        Dialect dialect, IReadOnlyList<CaseColumn> columns, IReadOnlyList<MaskedColumn> masked, string name, List<(string Name, object? Value)> values) =>
        string.Join(" OR ", columns.Select(c => dialect.Contains(NameOf(c), name) + Seen(dialect, c, masked, values)).Prepend(dialect.Contains("c.number", name)));

    // Whoever finds a case by a part of a value knows the value.
    private static string Seen(Dialect dialect, CaseColumn column, IReadOnlyList<MaskedColumn> masked, List<(string Name, object? Value)> values)
    {
        if (masked.Where(m => m.Column == column).Select(m => m.CaseType).ToList() is not { Count: > 0 } hidden)
        {
            return "";
        }

        var name = $"masked{column}";
        values.Add((name, hidden));
        return $" AND NOT {dialect.IsIn("c.case_type", name)}";
    }

    private static string NameOf(CaseColumn column) => column switch
    {
        CaseColumn.Title => "c.title",
        CaseColumn.Class => "c.class_code",
        CaseColumn.Department => "c.department",
        CaseColumn.Address => "c.address",
        CaseColumn.ReporterName => "c.reporter_name",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Expected a known column."),
    };

    /// <summary>Cases without a due time come last in either direction; the id breaks ties, so that paging never repeats a row.</summary>
    public static string Order(CaseSearch search)
    {
        var direction = search.Descending ? "DESC" : "ASC";
        return search.Sort switch
        {
            CaseSort.Created => $"c.created_at {direction}, c.case_id {direction}",
            CaseSort.Due => $"c.due_at {direction} NULLS LAST, c.case_id {direction}",
            CaseSort.Number => $"c.number {direction}",
            CaseSort.Status => $"c.status {direction}, c.created_at {direction}, c.case_id {direction}",
            _ => throw new ArgumentOutOfRangeException(nameof(search), search.Sort, "Expected a known order."),
        };
    }
}
