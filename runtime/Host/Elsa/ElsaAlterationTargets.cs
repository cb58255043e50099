using LowCode.FormUi;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>Which instances are to be altered. What is not given leaves nothing out; where nothing is given, none are meant.</summary>
internal sealed record ElsaAlterationFilter(
    bool? EmptyFilterSelectsAll = null,
    IReadOnlyList<string>? WorkflowInstanceIds = null,
    IReadOnlyList<string>? CorrelationIds = null,
    IReadOnlyList<string>? Names = null,
    string? SearchTerm = null,
    [property: MostItems(ElsaTimeFilter.Most)] IReadOnlyList<ElsaTimeFilter>? TimestampFilters = null,
    IReadOnlyList<string>? DefinitionIds = null,
    IReadOnlyList<string>? DefinitionVersionIds = null,
    bool? HasIncidents = null,
    IReadOnlyList<string>? Statuses = null,
    IReadOnlyList<string>? SubStatuses = null,
    [property: MostItems(ElsaActivityFilter.Most)] IReadOnlyList<ElsaActivityFilter>? ActivityFilters = null)
{
    /// <summary>An empty list says no more than none.</summary>
    public bool IsEmpty => HasIncidents is null
        && string.IsNullOrWhiteSpace(SearchTerm)
        && AreEmpty(WorkflowInstanceIds, CorrelationIds, Names, DefinitionIds, DefinitionVersionIds, Statuses, SubStatuses)
        && TimestampFilters is not { Count: > 0 }
        && ActivityFilters is not { Count: > 0 };

    private static bool AreEmpty(params ReadOnlySpan<IReadOnlyList<string>?> lists)
    {
        foreach (var list in lists)
        {
            if (list is { Count: > 0 })
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An activity that ran in the instance.</summary>
internal sealed record ElsaActivityFilter(string? ActivityId, string? ActivityInstanceId, string? NodeId, string? Name, string? Status)
{
    /// <summary>Of one filter.</summary>
    public const int Most = 20;

    public bool Takes(ElsaExecution run) =>
        (ActivityId is null || run.Node.Id == ActivityId)
        && (ActivityInstanceId is null || run.Id == ActivityInstanceId)
        && (NodeId is null || run.Node.NodeId == NodeId)
        && (Name is null || run.Node.Name == Name)
        && (Status is null || string.Equals(run.Status, Status, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Finds the instances that alterations are for.</summary>
internal sealed class ElsaAlterationTargets(ReadInstances instances, ElsaReader reader)
{
    /// <summary>More at once are refused: narrow the filter.</summary>
    public const int Most = 10_000;

    /// <summary>Instances whose journals are read to see what ran in them; more are refused.</summary>
    public const int MostExamined = 500;

    public async Task<(IReadOnlyList<string> Ids, (string Member, string Message)? Wrong)> FindAsync(
        Actor actor, ElsaAlterationFilter filter, CancellationToken cancellation)
    {
        if (filter.IsEmpty && filter.EmptyFilterSelectsAll is not true)
        {
            return ([], null);
        }

        var words = new ElsaInstanceFilter(
            null, null, filter.SearchTerm, null, null, filter.DefinitionIds, null, null, filter.HasIncidents, null, null, filter.Statuses, null, filter.SubStatuses, null, null,
            filter.TimestampFilters);
        if (await words.ReadAsync(actor, instances, reader, cancellation) is not { } read)
        {
            return ([], words.Wrong);
        }

        var search = read.Search with
        {
            Ids = filter.WorkflowInstanceIds,
            CorrelationIds = filter.CorrelationIds,
            Names = filter.Names,
            Hashes = filter.DefinitionVersionIds is { } versions ? await HashesAsync(actor, versions, cancellation) : null,
        };
        var most = filter.ActivityFilters is { Count: > 0 } ? MostExamined : Most;
        var found = new List<string>();
        for (var page = 0; ; page++)
        {
            var rows = await instances.SearchAsync(actor, search, new PageRequest(page, PageRequest.LargestSize), cancellation);

            // All that match are altered, or none: whoever asks believes that these were all.
            if (rows.Value is { Total: var total } && total > most)
            {
                return ([], ("filter", Texts.ElsaTooManyTargets.With(most, total)));
            }

            foreach (var row in rows.Value?.Rows ?? [])
            {
                if (await TakesAsync(actor, filter, row, cancellation))
                {
                    found.Add(row.InstanceId);
                }
            }

            if (rows.Value is not { Rows.Count: PageRequest.LargestSize })
            {
                break;
            }
        }

        return (found, null);
    }

    private async Task<bool> TakesAsync(Actor actor, ElsaAlterationFilter filter, InstanceRow row, CancellationToken cancellation)
    {
        if (filter.ActivityFilters is not { Count: > 0 } activities)
        {
            return true;
        }

        var read = await reader.ReadAsync(actor, row.InstanceId, cancellation);
        return activities.All(a => read.Value?.History.Executions.Exists(a.Takes) == true);
    }

    private async Task<IReadOnlyList<string>> HashesAsync(Actor actor, IReadOnlyList<string> versions, CancellationToken cancellation)
    {
        var matching = new List<string>();
        foreach (var hash in (await instances.DefinitionHashesAsync(actor, null, cancellation)).Value ?? [])
        {
            if (versions.Contains((await reader.DefinitionAsync(actor.Tenant, hash, cancellation)).Id))
            {
                matching.Add(hash);
            }
        }

        return matching;
    }
}
