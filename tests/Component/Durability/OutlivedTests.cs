using LowCode.Storage.Instances;
using LowCode.Tests.Component.Work;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A recovered burst that fails while its process lives on is not what ends processes.</summary>
public sealed class OutlivedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timer_left_by_a_dead_process_may_fail_often_without_a_quarantine_and_fires_at_last(bool isRestartedEachTime)
    {
        var fails = false;
        await using var work = await TestWork.EmptyAsync(besides: services => services.AddSingleton<IBurstStore>(
            provider => new RefusingStore(ActivatorUtilities.CreateInstance<BurstStore>(provider)) { Fails = fails }));
        await Processes.PublishAsync(work, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instance = await PromiseTests.StartAsync(work, "late");
        work.Time.Advance(TimeSpan.FromHours(2));
        fails = true;
        await work.ReopenAsync();

        for (var failure = 1; failure <= 6; failure++)
        {
            await work.Get<WakeUpRound>().RunAsync(Cancellation);
            Assert.Equal(failure, PromiseTests.Count(work, "SELECT attempts FROM timer"));
            Assert.Equal(0, PromiseTests.Count(work, "SELECT recovery_attempts FROM instance"));
            work.Time.Advance(TimeSpan.FromHours(1));
            if (isRestartedEachTime)
            {
                await work.ReopenAsync();
            }
        }

        fails = false;
        await work.ReopenAsync();
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Empty(await work.Get<IQuarantine>().ListAsync(work.Tenant, Cancellation));
        Assert.Equal(["wait"], await PromiseTests.ActiveAsync(work, instance));
    }
}
