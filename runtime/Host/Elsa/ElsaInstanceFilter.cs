using System.Globalization;
using LowCode.Engine.State;
using LowCode.FormUi;
using LowCode.Host.Api;
using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>Which instances Studio's list asks for.</summary>
internal sealed record ElsaInstanceFilter(
    int? Page,
    int? PageSize,
    string? SearchTerm,
    string? Name,
    string? DefinitionId,
    IReadOnlyList<string>? DefinitionIds,
    string? CorrelationId,
    int? Version,
    bool? HasIncidents,
    bool? IsSystem,
    string? Status,
    IReadOnlyList<string>? Statuses,
    string? SubStatus,
    IReadOnlyList<string>? SubStatuses,
    string? OrderBy,
    string? OrderDirection,
    [property: MostItems(ElsaTimeFilter.Most)] IReadOnlyList<ElsaTimeFilter>? TimestampFilters)
{
    private static readonly string[] _orders = ["Created", "UpdatedAt", "LastExecuted", "Finished", "Name"];

    /// <summary>What is no word of Elsa's, where <see cref="ReadAsync"/> gave nothing.</summary>
    internal (string Member, string Message)? Wrong { get; private set; }

    /// <summary>Null: <see cref="Wrong"/> says what is.</summary>
    public async Task<Found?> ReadAsync(Actor actor, ReadInstances instances, ElsaReader reader, CancellationToken cancellation)
    {
        var statuses = Words<InstanceStatus>("statuses", Status, Statuses);
        var subStatuses = Words<InstanceSubStatus>("subStatuses", SubStatus, SubStatuses, "Interrupted");
        var times = ElsaTimeFilter.Read(TimestampFilters, out var wrong);
        Wrong ??= wrong;
        if (!string.IsNullOrEmpty(OrderBy) && !_orders.Contains(OrderBy, StringComparer.OrdinalIgnoreCase))
        {
            Wrong ??= ("orderBy", Texts.RequestBadKind.With("orderBy", string.Join(", ", _orders), OrderBy));
        }

        if (Wrong is not null)
        {
            return null;
        }

        var definitionIds = DefinitionIds is { Count: > 0 } ids ? ids : string.IsNullOrEmpty(DefinitionId) ? null : [DefinitionId];
        var order = Order();
        return new Found(new InstanceSearch
        {
            DefinitionIds = definitionIds,
            Hashes = IsSystem is true ? [] : Version is null ? null : await HashesAsync(actor, definitionIds, instances, reader, cancellation),
            CorrelationId = string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId,
            Name = Name,
            Text = SearchTerm,
            HasIncidents = HasIncidents,
            Statuses = statuses,
            SubStatuses = subStatuses?.Select(s => s == "Interrupted" ? "Quarantined" : s).ToList(),
            Times = times,
            Order = order,
            IsDescending = string.IsNullOrEmpty(OrderDirection) ? order != InstanceOrder.Name : !OrderDirection.StartsWith("asc", StringComparison.OrdinalIgnoreCase),
        });
    }

    private InstanceOrder Order() => OrderBy?.ToUpperInvariant() switch
    {
        "UPDATEDAT" or "LASTEXECUTED" => InstanceOrder.Updated,
        "FINISHED" => InstanceOrder.Finished,
        "NAME" => InstanceOrder.Name,
        _ => InstanceOrder.Created,
    };

    private async Task<IReadOnlyList<string>> HashesAsync(
        Actor actor, IReadOnlyList<string>? definitionIds, ReadInstances instances, ElsaReader reader, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var hash in (await instances.DefinitionHashesAsync(actor, definitionIds, cancellation)).Value ?? [])
        {
            if ((await reader.DefinitionAsync(actor.Tenant, hash, cancellation)).Version == Version)
            {
                found.Add(hash);
            }
        }

        return found;
    }

    private List<string>? Words<T>(string member, string? one, IReadOnlyList<string>? several, params string[] besides)
        where T : struct, Enum
    {
        List<string> wanted = [.. string.IsNullOrEmpty(one) ? [] : new[] { one }, .. several ?? []];
        var known = Enum.GetNames<T>().Concat(besides).ToList();
        var words = wanted.Select(w => known.Find(k => string.Equals(k, w, StringComparison.OrdinalIgnoreCase))).ToList();
        if (words.IndexOf(null) is >= 0 and var bad)
        {
            Wrong ??= (member, Texts.RequestBadKind.With(member, string.Join(", ", known), wanted[bad]));
        }

        return words.Count == 0 ? null : [.. words.OfType<string>()];
    }

    internal sealed record Found(InstanceSearch Search);
}

/// <summary>A condition on one of an instance's times. A time at midnight means the whole day.</summary>
internal sealed record ElsaTimeFilter(string? Column, string? Operator, DateTimeOffset? Timestamp)
{
    /// <summary>Of one search.</summary>
    public const int Most = 20;

    private static readonly string[] _columns = ["CreatedAt", "UpdatedAt", "FinishedAt"];
    private static readonly string[] _operators = ["Is", "IsNot", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"];
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<InstanceTime> Read(IReadOnlyList<ElsaTimeFilter>? filters, out (string Member, string Message)? wrong)
    {
        wrong = null;
        var times = new List<InstanceTime>();
        foreach (var filter in filters ?? [])
        {
            if (!Is(filter.Column, _columns))
            {
                wrong ??= ("column", Texts.RequestBadKind.With("column", string.Join(", ", _columns), filter.Column ?? ""));
            }
            else if (!Is(filter.Operator, _operators))
            {
                wrong ??= ("operator", Texts.RequestBadKind.With("operator", string.Join(", ", _operators), filter.Operator ?? ""));
            }
            else if (filter.Timestamp is not { } at)
            {
                wrong ??= ("timestamp", Texts.RequestMissingMember.With("timestamp"));
            }
            else
            {
                times.Add(filter.At(at));
            }
        }

        return times;
    }

    private InstanceTime At(DateTimeOffset at)
    {
        var length = at.TimeOfDay == TimeSpan.Zero ? TimeSpan.FromDays(1) : _moment;

        // After the last day there is no time.
        var end = at < DateTimeOffset.MaxValue - length ? at + length : DateTimeOffset.MaxValue;
        var moment = Column!.ToUpperInvariant() switch
        {
            "CREATEDAT" => InstanceMoment.Created,
            "UPDATEDAT" => InstanceMoment.Updated,
            _ => InstanceMoment.Finished,
        };
        return Operator!.ToUpperInvariant() switch
        {
            "IS" => new InstanceTime(moment, at, end),
            "ISNOT" => new InstanceTime(moment, at, end, IsOutside: true),
            "GREATERTHAN" => new InstanceTime(moment, end, null),
            "GREATERTHANOREQUAL" => new InstanceTime(moment, at, null),
            "LESSTHAN" => new InstanceTime(moment, null, at),
            _ => new InstanceTime(moment, null, end),
        };
    }

    private static bool Is(string? word, string[] known) => word is not null && known.Contains(word, StringComparer.OrdinalIgnoreCase);
}
