using LowCode.Tests.Component.Work;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Owners in memory: they come by need and go when idle; what they held is in the rows.</summary>
public sealed class OwnerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instance_that_is_idle_leaves_memory_and_goes_on_from_its_row()
    {
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping"), Processes.Event("end", "Pong")));
        var memory = work.Get<LowCode.Work.Instances.IInstanceOwner>();
        var instances = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PromiseTests.StartAsync(work, "waiter")));
        Assert.Equal(50, memory.Loaded);

        work.Time.Advance(TimeSpan.FromMinutes(4));
        await PromiseTests.SendAsync(work, instances[0], "Ping");
        work.Time.Advance(TimeSpan.FromMinutes(2));
        memory.Sweep();

        Assert.Equal(1, memory.Loaded);
        Assert.Equal(1, (await PromiseTests.SendAsync(work, instances[1], "Ping")).Resumed);
        Assert.Equal(2, memory.Loaded);
    }

    [Fact]
    public async Task Large_instances_leave_memory_by_their_bytes_and_go_on_from_their_rows()
    {
        const int Bytes = 800 * 1024;
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var memory = work.Get<LowCode.Work.Instances.IInstanceOwner>();
        var room = (int)(LowCode.Work.Instances.InstanceOwner.MostBytes / Bytes);
        var instances = new List<string>();
        for (var i = 0; i < room + 5; i++)
        {
            var started = await work.Get<LowCode.Work.Instances.StartInstance>().HandleAsync(
                LowCode.Work.People.Actor.System(work.Tenant),
                new LowCode.Work.Instances.StartInstanceCommand("waiter", new() { ["large"] = new string('x', Bytes) }, null, $"large-{i}"),
                Cancellation);
            instances.Add(started.Value!.InstanceId.Value);
        }

        Assert.InRange(memory.Loaded, 1, room);
        Assert.Equal(1, (await PromiseTests.SendAsync(work, instances[0], "Ping")).Resumed);
        var small = await PromiseTests.StartAsync(work, "waiter");
        Assert.InRange(memory.Loaded, 2, room + 1);
        Assert.Equal(1, (await PromiseTests.SendAsync(work, small, "Ping")).Resumed);
    }

    [Fact]
    public async Task Instance_that_has_ended_is_not_kept_in_memory()
    {
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var instance = await PromiseTests.StartAsync(work, "waiter");

        await PromiseTests.SendAsync(work, instance, "Ping");

        Assert.Equal(0, work.Get<LowCode.Work.Instances.IInstanceOwner>().Loaded);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_taken_up_in_bounded_batches()
    {
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("late", Processes.Delay("pause", "01:00:00")));
        await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => PromiseTests.StartAsync(work, "late")));
        work.Time.Advance(TimeSpan.FromHours(2));
        await work.ReopenAsync();
        var round = work.Get<WakeUpRound>();

        Assert.True(await round.RunAsync(Cancellation));
        Assert.Equal(200, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance WHERE status = 'Finished'"));
        Assert.False(await round.RunAsync(Cancellation));
        Assert.Equal(250, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance WHERE status = 'Finished'"));
    }
}
