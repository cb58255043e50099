using LowCode.Work.Statistics;
using Xunit;

namespace LowCode.Tests.Unit.Work.Statistics;

public sealed class NearestRankTests
{
    [Theory]
    [InlineData(1, 50, 1)]
    [InlineData(2, 50, 1)]
    [InlineData(3, 50, 2)]
    [InlineData(5, 40, 2)]
    [InlineData(10, 90, 9)]
    [InlineData(11, 90, 10)]
    [InlineData(976, 50, 488)]
    [InlineData(976, 90, 879)]
    [InlineData(7, 100, 7)]
    public void Percentile_is_the_value_of_the_rounded_up_rank(int count, int percent, int rank) =>
        Assert.Equal(rank - 1, NearestRank.Index(count, percent));

    [Theory]
    [InlineData(0, 50)]
    [InlineData(3, 0)]
    [InlineData(3, 101)]
    public void Percentile_of_nothing_or_of_no_rank_is_refused(int count, int percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestRank.Index(count, percent));
}
