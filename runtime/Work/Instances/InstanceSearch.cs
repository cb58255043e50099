using LowCode.Engine.State;

namespace LowCode.Work.Instances;

/// <summary>Which instances, and in which order. Null members leave nothing out; a list takes whatever is in it.</summary>
public sealed record InstanceSearch(
    string? DefinitionId = null, InstanceStatus? Status = null, InstanceSubStatus? SubStatus = null, string? CorrelationId = null)
{
    public IReadOnlyList<string>? Ids { get; init; }

    public IReadOnlyList<string>? DefinitionIds { get; init; }

    /// <summary>Of the definitions that they run on.</summary>
    public IReadOnlyList<string>? Hashes { get; init; }

    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>As stored: <c>Quarantined</c> is one of them.</summary>
    public IReadOnlyList<string>? SubStatuses { get; init; }

    public IReadOnlyList<string>? CorrelationIds { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Part of the name, in any letter case.</summary>
    public string? Name { get; init; }

    /// <summary>Part of the name, or of one of the ids.</summary>
    public string? Text { get; init; }

    /// <summary>True: with incidents that nobody has mended; false: without.</summary>
    public bool? HasIncidents { get; init; }

    /// <summary>All of them hold.</summary>
    public IReadOnlyList<InstanceTime> Times { get; init; } = [];

    public InstanceOrder Order { get; init; } = InstanceOrder.Created;

    public bool IsDescending { get; init; } = true;
}

public enum InstanceOrder
{
    Created,
    Updated,
    Finished,
    Name,
}

/// <summary>From the one to the other time, or all but these.</summary>
/// <param name="From">Null: from the beginning.</param>
/// <param name="To">Not itself; null: to the end.</param>
/// <param name="IsOutside">All but those between.</param>
public sealed record InstanceTime(InstanceMoment Moment, DateTimeOffset? From, DateTimeOffset? To, bool IsOutside = false);

public enum InstanceMoment
{
    Created,
    Updated,
    Finished,
}
