using LowCode.Definitions.Dictionaries;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Statistics;

/// <summary>Figures over the tenant's cases, labelled in the reader's language.</summary>
public sealed class ReadStatistics(IStatisticsQueries queries, IDirectory directory, PublishedDefinitions definitions, TimeProvider time)
{
    public async Task<CaseStatistics> HandleAsync(Actor actor, StatisticsPeriod period, CancellationToken cancellation)
    {
        var tenant = await directory.TenantAsync(actor.Tenant, cancellation)
            ?? throw new InvalidOperationException($"Expected tenant {actor.Tenant}, but there is none.");
        var figures = await queries.ReadAsync(actor.Tenant, period, tenant.Zone, time.GetUtcNow(), cancellation);
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var departments = (await directory.DepartmentsAsync(actor.Tenant, cancellation)).ToDictionary(d => d.Code, d => d.Name.ToString());
        var classes = release.CaseTypes.Select(release.ClassesOf).OfType<DictionaryDefinition>().Distinct().ToList();
        return figures with
        {
            ByStatus = Labelled(figures.ByStatus, key => release.CaseTypes.Select(c => c.Status(key)?.Label.ToString()).FirstOrDefault(l => l is not null), ""),
            ByDepartment = Labelled(figures.ByDepartment, departments.GetValueOrDefault, WorkTexts.Of("statistics.no-department")),
            ByClass = Labelled(
                figures.ByClass,
                key => classes.Where(d => d.Find(key) is not null).Select(d => d.PathOf(key)).FirstOrDefault(),
                WorkTexts.Of("statistics.no-class")),
            Trend = TrendSeries.Of(figures.Trend),
            TrendUnit = TrendSeries.UnitOf(figures.Trend),
        };
    }

    private static List<CountBy> Labelled(IReadOnlyList<CountBy> counts, Func<string, string?> labelOf, string none) =>
        [.. counts.Select(c => c with { Label = c.Key is null ? none : labelOf(c.Key) ?? c.Key })];
}
