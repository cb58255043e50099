using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Work.Imports;

public sealed class StepTimesTests
{
    private static readonly DateTimeOffset Created = new(2018, 6, 26, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Step_without_a_time_happens_at_its_predecessors()
    {
        var times = StepTimes.Of(Created, [null, Created.AddHours(2), null, Created.AddHours(5)]);

        Assert.Equal([Created, Created.AddHours(2), Created.AddHours(2), Created.AddHours(5)], times.Select(t => t.At));
        Assert.DoesNotContain(times, t => t.IsEarly);
    }

    [Fact]
    public void Step_reported_before_its_predecessor_is_recorded_at_it_and_keeps_what_was_reported()
    {
        var times = StepTimes.Of(Created, [Created.AddHours(3), Created.AddHours(1)]);

        Assert.Equal(new StepTime(Created.AddHours(3), Created.AddHours(1)), times[1]);
        Assert.True(times[1].IsEarly);
    }

    [Fact]
    public void Closing_before_creation_is_recorded_at_creation()
    {
        var times = StepTimes.Of(Created, [null, Created.AddDays(-1)]);

        Assert.Equal(Created, times[^1].At);
        Assert.Equal(Created.AddDays(-1), times[^1].ReportedAt);
    }

    [Fact]
    public void Step_at_the_very_time_of_its_predecessor_is_in_order() =>
        Assert.False(StepTimes.Of(Created, [Created])[0].IsEarly);
}
