using LowCode.Tests.Component.Work;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Timers that a process set itself: they fire at their moment, without anybody looking for them.</summary>
public sealed class TimerMomentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timers_fire_at_their_moment_in_the_order_in_which_they_fall_due()
    {
        await using var work = await PromiseTests.WithAsync(
            Processes.Sequence("late", Processes.Delay("pause", "02:00:00"), Processes.Event("end", "End")),
            Processes.Sequence("soon", Processes.Delay("pause", "00:00:10"), Processes.Event("end", "End")));
        var loop = work.Get<IEnumerable<IHostedService>>().OfType<TimerLoop>().Single();
        await loop.StartAsync(Cancellation);
        var late = await PromiseTests.StartAsync(work, "late");
        var soon = await PromiseTests.StartAsync(work, "soon");

        await AdvanceUntilAtEndAsync(work, soon, TimeSpan.FromSeconds(10));
        Assert.Equal(["pause"], await PromiseTests.ActiveAsync(work, late));
        await AdvanceUntilAtEndAsync(work, late, TimeSpan.FromHours(2));

        await loop.StopAsync(Cancellation);
        Assert.Equal(2, PromiseTests.Count(work, "SELECT COUNT(*) FROM journal WHERE stimulus = 'resume'"));
    }

    // The clock stands at the moment; the loop may not have seen it when it was turned, so it is moved on by little more.
    private static async Task AdvanceUntilAtEndAsync(TestWork work, string instance, TimeSpan span)
    {
        work.Time.Advance(span);
        while (await PromiseTests.ActiveAsync(work, instance) is not ["end"])
        {
            work.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }
}
