using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>Turns a search among instances into SQL.</summary>
internal sealed class InstanceFilter
{
    private readonly Dialect _dialect;
    private readonly List<(string, object?)> _values = [];
    private readonly List<string> _conditions = ["tenant_id = @tenant"];

    public InstanceFilter(TenantId tenant, InstanceSearch search, Dialect dialect)
    {
        _dialect = dialect;
        _values.Add(("tenant", tenant.Value));
        Is("definition_id", "definition", search.DefinitionId);
        Is("status", "status", search.Status?.ToString());
        Is("sub_status", "subStatus", search.SubStatus?.ToString());
        Is("correlation_id", "correlation", search.CorrelationId);
        IsIn("instance_id", "ids", search.Ids);
        IsIn("definition_id", "definitions", search.DefinitionIds);
        IsIn("definition_hash", "hashes", search.Hashes);
        IsIn("status", "statuses", search.Statuses);
        IsIn("sub_status", "subStatuses", search.SubStatuses);
        IsIn("correlation_id", "correlations", search.CorrelationIds);
        IsIn("name", "names", search.Names);
        Contains("name", search.Name, "name");
        Contains("text", search.Text, "name", "definition_id", "instance_id", "correlation_id");
        if (search.HasIncidents is { } has)
        {
            _conditions.Add(has ? "incident_count > 0" : "incident_count = 0");
        }

        foreach (var (index, time) in search.Times.Index())
        {
            At(time, index);
        }
    }

    public string Where => string.Join(" AND ", _conditions);

    public IReadOnlyList<(string, object?)> Values => _values;

    /// <summary>Ids begin with the time of the start, so they are its order too.</summary>
    public static string OrderOf(InstanceSearch search)
    {
        var direction = search.IsDescending ? "DESC" : "ASC";
        var column = search.Order switch
        {
            InstanceOrder.Created => null,
            InstanceOrder.Updated => "updated_at",
            InstanceOrder.Finished => "finished_at",
            InstanceOrder.Name => "name",
            _ => throw new ArgumentOutOfRangeException(nameof(search), search.Order, "Expected a known order."),
        };
        return column is null ? $"instance_id {direction}" : $"{column} {direction}, instance_id {direction}";
    }

    private void Is(string column, string name, string? value)
    {
        if (value is not null)
        {
            _conditions.Add($"{column} = @{name}");
            _values.Add((name, value));
        }
    }

    private void IsIn(string column, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            _conditions.Add(_dialect.IsIn(column, name));
            _values.Add((name, values));
        }
    }

    private void Contains(string name, string? text, params ReadOnlySpan<string> columns)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var parts = new List<string>();
        foreach (var column in columns)
        {
            parts.Add($@"LOWER({column}) LIKE @{name}Pattern ESCAPE '\'");
        }

        _conditions.Add($"({string.Join(" OR ", parts)})");
        _values.Add((name + "Pattern", LikePattern.Containing(text.ToLowerInvariant())));
    }

    private void At(InstanceTime time, int index)
    {
        var column = time.Moment switch
        {
            InstanceMoment.Created => "created_at",
            InstanceMoment.Updated => "updated_at",
            InstanceMoment.Finished => "finished_at",
            _ => throw new ArgumentOutOfRangeException(nameof(time), time.Moment, "Expected a known moment."),
        };
        var parts = new List<string>();
        if (time.From is { } from)
        {
            parts.Add($"{column} {(time.IsOutside ? "<" : ">=")} @from{index}");
            _values.Add(($"from{index}", from.ToRow()));
        }

        if (time.To is { } to)
        {
            parts.Add($"{column} {(time.IsOutside ? ">=" : "<")} @to{index}");
            _values.Add(($"to{index}", to.ToRow()));
        }

        if (parts.Count > 0)
        {
            _conditions.Add($"({string.Join(time.IsOutside ? " OR " : " AND ", parts)})");
        }
    }
}
