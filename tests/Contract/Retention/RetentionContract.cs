using LowCode.Definitions.Texts;
using LowCode.Engine.State;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Alterations;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Retention;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract.Retention;

/// <summary>What leaves the database with the years, and what must not.</summary>
public abstract class RetentionContract : StoreContract
{
    private static readonly DateTimeOffset _later = Burst.Noon.AddDays(100);
    private static readonly EndedBefore _all = new(_later, _later);

    private IFinishedInstances Finished => Store.Get<IFinishedInstances>();

    [Fact]
    public async Task Ended_instances_are_read_the_oldest_first_with_their_rows_and_those_that_run_or_wait_to_tell_something_are_not()
    {
        await EndAsync("young", Burst.Noon.AddHours(2));
        await EndAsync("old", Burst.Noon.AddHours(1));
        await CommitAsync(Burst.Start("running"));
        await CommitAsync(Ended("telling", Burst.Noon) with { Outbox = [new OutboxWrite("e1", "event", "{}", "one/telling/e1/0")] });

        var read = await Finished.ReadAsync(Burst.Tenant, _all, 10, Cancellation);

        Assert.Equal(["old", "young"], read.Select(i => i.InstanceId));
        Assert.Equal(Burst.Noon.AddHours(1), read[0].FinishedAt);
        Assert.Equal(("process", "AQID"), ((string)read[0].Rows["instance"]!["definition_id"]!, (string)read[0].Rows["instance"]!["snapshot"]!));
        Assert.Single(read[0].Rows["journal"]!.AsArray());
        Assert.Equal(["old"], (await Finished.ReadAsync(Burst.Tenant, _all, 1, Cancellation)).Select(i => i.InstanceId));
        Assert.Empty(await Finished.ReadAsync(Burst.Tenant, new EndedBefore(Burst.Noon, Burst.Noon), 10, Cancellation));
        Assert.Empty(await Finished.ReadAsync(Burst.OtherTenant, _all, 10, Cancellation));
    }

    [Fact]
    public async Task Receipts_of_starts_go_with_the_instance_that_they_started_and_no_others()
    {
        await CommitAsync(Ended("i1", Burst.Noon) with { Message = Burst.Message("m1", "start/process") });
        await CommitAsync(Ended("i2", Burst.Noon) with { Message = Burst.Message("m2", "start/process") });
        await CommitAsync(Ended("i1", Burst.Noon, Burst.OtherTenant) with { Message = Burst.Message("m1", "start/process") });

        await Finished.RemoveAsync(Burst.Tenant, [new("i1")], Cancellation);

        Assert.Null(await Store.Get<IBurstStore>().HandledAsync(Burst.Tenant, "start/process", "m1", Cancellation));
        Assert.NotNull(await Store.Get<IBurstStore>().HandledAsync(Burst.Tenant, "start/process", "m2", Cancellation));
        Assert.NotNull(await Store.Get<IBurstStore>().HandledAsync(Burst.OtherTenant, "start/process", "m1", Cancellation));
    }

    [Fact]
    public async Task Message_that_waited_for_a_correlation_goes_with_the_instance_that_took_it()
    {
        var start = Burst.Start();
        await CommitAsync(start with { Instance = start.Instance with { CorrelationId = "order-7" } });
        var delivery = await Store.Get<IEventInbox>().DeliverAsync(
            Burst.Tenant, new EventMessage("m1", new EventAddress.Correlation("order-7"), "H1", null, Burst.Noon, Burst.Noon.AddDays(1)), Cancellation);
        Assert.True(delivery.IsKept);
        var opened = Burst.Next(1) with { Created = [Burst.Bookmark("b1")] };
        opened = opened with { Instance = opened.Instance with { CorrelationId = "order-7" } };
        var waiting = Assert.Single(Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(opened, Cancellation)).Waiting);
        var last = Burst.Next(2) with { Consumed = "b1", Closed = ["b1"], Message = new MessageWrite(waiting.Consumer, waiting.MessageId, WasWaiting: true, null) };
        await CommitAsync(last with { Instance = last.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished } });

        await Finished.RemoveAsync(Burst.Tenant, [new("i1")], Cancellation);

        Assert.Equal(0, Store.Count("inbox"));
    }

    [Fact]
    public async Task Faulted_instances_have_a_time_of_their_own()
    {
        await EndAsync("finished", Burst.Noon);
        await EndAsync("cancelled", Burst.Noon.AddMinutes(1), InstanceSubStatus.Cancelled);
        await EndAsync("faulted", Burst.Noon, InstanceSubStatus.Faulted);

        Assert.Equal(["finished", "cancelled"], (await ReadAsync(new EndedBefore(_later, Burst.Noon))).Select(i => i.InstanceId));
        Assert.Equal(["faulted"], (await ReadAsync(new EndedBefore(Burst.Noon, _later))).Select(i => i.InstanceId));
    }

    [Fact]
    public async Task Batch_takes_the_oldest_of_both_kinds_and_is_no_larger_than_asked()
    {
        for (var i = 0; i < 3; i++)
        {
            await EndAsync($"finished{i}", Burst.Noon.AddMinutes(2 * i));
            await EndAsync($"faulted{i}", Burst.Noon.AddMinutes((2 * i) + 1), InstanceSubStatus.Faulted);
        }

        var read = await Finished.ReadAsync(Burst.Tenant, _all, 4, Cancellation);

        Assert.Equal(["finished0", "faulted0", "finished1", "faulted1"], read.Select(i => i.InstanceId));
    }

    [Fact]
    public async Task Instance_that_was_mended_and_has_ended_again_since_it_was_read_stays()
    {
        await EndAsync("i1", Burst.Noon, InstanceSubStatus.Faulted);
        var read = Assert.Single(await ReadAsync(_all));
        var last = Burst.Next(1);
        await CommitAsync(last with { Instance = last.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished } });

        await Finished.RemoveAsync(Burst.Tenant, [read.Ended], Cancellation);
        Assert.Equal((1, 2), (Store.Count("instance"), Store.Count("journal")));

        await Finished.RemoveAsync(Burst.Tenant, [Assert.Single(await ReadAsync(_all)).Ended], Cancellation);
        Assert.Equal((0, 0), (Store.Count("instance"), Store.Count("journal")));
    }

    [Fact]
    public async Task Alterations_that_were_done_long_ago_go_and_those_to_be_done_stay()
    {
        await Store.Get<IPeopleStore>().AddTenantAsync(new Tenant(Burst.Tenant, LocalizedText.Of("一", "One"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        var plans = Store.Get<IAlterationPlans>();
        AlterationPlan Plan(string id, DateTimeOffset? completed) => new(id, "anna", "Anna", "mended", [], [], Burst.Noon, Burst.Noon, completed, []);
        await plans.PutAsync(Burst.Tenant, Plan("done", Burst.Noon), Cancellation);
        await plans.PutAsync(Burst.Tenant, Plan("late", _later), Cancellation);
        await plans.PutAsync(Burst.Tenant, Plan("open", null), Cancellation);

        Assert.Equal(1, await Store.Get<IOldTroubles>().RemoveAsync(Burst.Tenant, _later, 10, Cancellation));

        Assert.Null(await plans.FindAsync(Burst.Tenant, "done", Cancellation));
        Assert.NotNull(await plans.FindAsync(Burst.Tenant, "late", Cancellation));
        Assert.NotNull(await plans.FindAsync(Burst.Tenant, "open", Cancellation));
    }

    [Fact]
    public async Task Child_stays_while_its_parent_lives()
    {
        await CommitAsync(Burst.Start("parent"));
        var child = Ended("child", Burst.Noon);
        await CommitAsync(child with { Instance = child.Instance with { ParentInstanceId = "parent" } });
        Assert.Empty(await ReadAsync(_all));

        var last = Burst.Next(1, "parent");
        await CommitAsync(last with { Instance = last.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished } });

        Assert.Equal(["child", "parent"], (await ReadAsync(_all)).Select(i => i.InstanceId));
    }

    [Fact]
    public async Task Removed_instance_takes_its_quarantines_along_and_one_that_runs_keeps_all()
    {
        await CommitAsync(Burst.Start("i1"));
        await Store.Get<IQuarantine>().AddAsync(new QuarantinedInstance(Burst.Tenant, "i1", Burst.Noon, "recovery", 3), Cancellation);
        await Finished.RemoveAsync(Burst.Tenant, [new("i1")], Cancellation);
        Assert.Equal((1, 1, 1), (Store.Count("instance"), Store.Count("journal"), Store.Count("quarantine")));

        Assert.True(await Store.Get<IQuarantine>().ReleaseAsync(new QuarantineRelease(Burst.Tenant, "i1", "anna", "mended", Burst.Noon), Cancellation));
        var last = Burst.Next(1);
        await CommitAsync(last with { Instance = last.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished, OwnerEpoch = 2 } });
        await Finished.RemoveAsync(Burst.Tenant, [new("i1")], Cancellation);

        Assert.Equal((0, 0, 0), (Store.Count("instance"), Store.Count("journal"), Store.Count("quarantine")));
    }

    [Fact]
    public async Task Old_dead_letters_and_released_quarantines_go_in_small_batches_and_what_nobody_released_stays()
    {
        for (var i = 0; i < 5; i++)
        {
            await CommitAsync(Burst.Start($"i{i}") with { Outbox = [new OutboxWrite("e1", "event", "{}", $"one/i{i}/e1/0")] });
            await Store.Get<IQuarantine>().AddAsync(new QuarantinedInstance(Burst.Tenant, $"i{i}", Burst.Noon, "recovery", 3), Cancellation);
        }

        foreach (var effect in await Store.Get<IOutbox>().LeaseAsync("w", Burst.Noon, Burst.Noon.AddMinutes(1), 5, Cancellation))
        {
            await Store.Get<IOutbox>().BuryAsync(effect, "w", "no receiver", Burst.Noon, Cancellation);
        }

        foreach (var instance in new[] { "i0", "i1", "i2" })
        {
            await Store.Get<IQuarantine>().ReleaseAsync(new QuarantineRelease(Burst.Tenant, instance, "anna", "mended", Burst.Noon), Cancellation);
        }

        var troubles = Store.Get<IOldTroubles>();
        Assert.Equal(0, await troubles.RemoveAsync(Burst.Tenant, Burst.Noon, 2, Cancellation));
        Assert.Equal(0, await troubles.RemoveAsync(Burst.OtherTenant, _later, 2, Cancellation));
        Assert.Equal([4, 3, 1, 0], await BatchesAsync(troubles));
        Assert.Equal((0, 2), (Store.Count("dead_letter"), Store.Count("quarantine", "released_at IS NULL")));
        Assert.Equal(0, Store.Count("quarantine", "released_at IS NOT NULL"));
    }

    private static async Task<List<int>> BatchesAsync(IOldTroubles troubles)
    {
        var batches = new List<int>();
        do
        {
            batches.Add(await troubles.RemoveAsync(Burst.Tenant, _later, 2, Cancellation));
        }
        while (batches[^1] > 0);
        return batches;
    }

    private static BurstCommit Ended(string instance, DateTimeOffset at, LowCode.Definitions.TenantId? tenant = null)
    {
        var start = Burst.Start(instance, tenant);
        return start with { Instance = start.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished, At = at } };
    }

    private Task<IReadOnlyList<FinishedInstance>> ReadAsync(EndedBefore ended) => Finished.ReadAsync(Burst.Tenant, ended, 10, Cancellation);

    private Task EndAsync(string instance, DateTimeOffset at, InstanceSubStatus status = InstanceSubStatus.Finished)
    {
        var ended = Ended(instance, at);
        return CommitAsync(ended with { Instance = ended.Instance with { SubStatus = status } });
    }

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
