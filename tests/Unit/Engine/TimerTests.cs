using LowCode.Engine.Effects;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class TimerTests
{
    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("PT2H", 7_200)]
    public void Delay_falls_due_after_its_time_span(string timeSpan, int seconds)
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Delay("d", timeSpan), Line("z"))));

        Assert.Equal(new Effect.SetTimer("b1", ProcessRun.Morning.AddSeconds(seconds)), run.Effect<Effect.SetTimer>());

        run.TimerOf("d").Is(InstanceSubStatus.Finished).Writes("z");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("9999999.00:00:00")]
    public void Time_span_that_is_none_is_an_incident(string timeSpan)
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Delay("d", timeSpan)))).Is(InstanceSubStatus.Faulted);

        Assert.Contains(timeSpan, Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timer_that_is_withdrawn_in_the_same_burst_never_shows()
    {
        var run = ProcessRun.Started(Of(Flowchart(
            [Line("s"), Delay("d", "01:00:00"), Line("a"), Activity("Elsa.End", "end")],
            "s -> d", "s -> a", "a -> end"))).Is(InstanceSubStatus.Finished);

        Assert.Empty(run.Last.Effects);
        Assert.Empty(run.Last.Created);
        Assert.Empty(run.Last.Closed);
    }
}
