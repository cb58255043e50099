using System.Globalization;
using LowCode.Portal.Layout;
using LowCode.Portal.Session;
using LowCode.Work.Statistics;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Statistics;

/// <summary>统计分析 over the cases that were reported in a period.</summary>
public sealed partial class StatisticsPage
{
    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [SupplyParameterFromQuery(Name = "period")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public DateOnly? From { get; set; }

    [SupplyParameterFromQuery]
    public DateOnly? To { get; set; }

    [Inject]
    public required ReadStatistics Statistics { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private Period Period => new(AddressWord.Read(Kind, PeriodKind.Days30), From, To);

    private Task<CaseStatistics> ReadAsync(CancellationToken cancellation) =>
        Statistics.HandleAsync(Session.Actor, Period.In(Session.Tenant.Zone, Time.GetUtcNow()), cancellation);

    /// <summary>A period of one's own starts as what was shown before.</summary>
    private void Choose(PeriodKind kind)
    {
        var (from, to) = kind == PeriodKind.Custom ? Period.Days(WallClock.DayOf(Time.GetUtcNow(), Session.Tenant.Zone)) : (null, null);
        Go(new Period(kind, from, to));
    }

    private void Go(Period period) => Links.NavigateTo(
        Links.GetUriWithQueryParameters("/statistics", new Dictionary<string, object?>
        {
            ["period"] = period.Kind == PeriodKind.Days30 ? null : period.Kind.ToString().ToLowerInvariant(),
            ["from"] = period.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = period.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }),
        replace: true);
}
