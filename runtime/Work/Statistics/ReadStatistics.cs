using LowCode.Work.People;

namespace LowCode.Work.Statistics;

public sealed class ReadStatistics
{
    public Task<CaseStatistics> HandleAsync(Actor actor, StatisticsPeriod period, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
