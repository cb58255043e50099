using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <summary>Puts together the conditions of a case search: fixed texts, values as parameters.</summary>
internal sealed record CaseFilter(string Where, IReadOnlyList<(string Name, object? Value)> Values)
{
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
            Add(
                $"({string.Join(" OR ", search.Within.Select(ColumnOf).Select(column => dialect.Contains(column, "text")))})",
                "text",
                LikePattern.Containing(search.Text));
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
            Add(dialect.IsIn("c.class_code", "classCodes"), "classCodes", classCodes);
        }

        if (search.Department is { } department)
        {
            Add("c.department = @department", "department", department);
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

    private static string ColumnOf(CaseText text) => text switch
    {
        CaseText.Number => "c.number",
        CaseText.Title => "c.title",
        CaseText.Address => "c.address",
        CaseText.ReporterName => "c.reporter_name",
        _ => throw new ArgumentOutOfRangeException(nameof(text), text, "Expected a known column."),
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
