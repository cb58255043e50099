using LowCode.Tests.Contract.Instances;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract.Events;

/// <summary>Events find who waits, and wait themselves where they come too early: neither side misses the other.</summary>
public abstract class EventInboxContract : StoreContract
{
    private IBurstStore Bursts => Store.Get<IBurstStore>();

    private IEventInbox Inbox => Store.Get<IEventInbox>();

    private IWakeUps WakeUps => Store.Get<IWakeUps>();

    [Fact]
    public async Task Event_for_an_instance_finds_its_bookmark()
    {
        await WaitAsync("i1");
        await WaitAsync("i2");

        var delivery = await DeliverAsync(new EventAddress.Instance("i1"));

        Assert.Equal([new BookmarkAddress("i1", "b1")], delivery.Receivers);
        Assert.False(delivery.IsKept);
    }

    [Fact]
    public async Task Event_that_comes_before_its_bookmark_is_told_by_the_burst_that_opens_it()
    {
        await StartAsync("i1");
        Assert.True((await DeliverAsync(new EventAddress.Instance("i1"))).IsKept);

        var verdict = await CommitAsync(Burst.Next(1) with { Created = [Burst.Bookmark("b1")] });

        Assert.Equal([new WaitingMessage("i1", "m1", "i1", "b1", """{"x":1}""")], verdict.Waiting);
        Assert.Equal(verdict.Waiting, await MatchedAsync());
    }

    [Fact]
    public async Task Kept_event_is_taken_once()
    {
        await StartAsync("i1");
        await DeliverAsync(new EventAddress.Instance("i1"));
        await CommitAsync(Burst.Next(1) with { Created = [Burst.Bookmark("b1")] });
        var taking = Burst.Next(2) with { Consumed = "b1", Closed = ["b1"], Message = new MessageWrite("i1", "m1", WasWaiting: true, Result: null) };

        await CommitAsync(taking with { Created = [Burst.Bookmark("b2")] });
        var again = await Bursts.CommitAsync(
            Burst.Next(3) with { Consumed = "b2", Closed = ["b2"], Message = taking.Message }, Cancellation);

        Assert.IsType<BurstVerdict.Duplicate>(again);
        Assert.Empty(await MatchedAsync());
        Assert.True((await DeliverAsync(new EventAddress.Instance("i1"))).IsRepeat);
    }

    [Fact]
    public async Task Event_that_was_handled_is_a_repeat_even_where_the_instance_waits_again()
    {
        await WaitAsync("i1");
        await CommitAsync(Burst.Next(1) with { Consumed = "b1", Closed = ["b1"], Created = [Burst.Bookmark("b2")], Message = Burst.Message("m1") });

        var delivery = await DeliverAsync(new EventAddress.Instance("i1"));

        Assert.True(delivery.IsRepeat);
        Assert.Empty(delivery.Receivers);
    }

    [Fact]
    public async Task Bookmarks_that_waited_already_follow_their_instance_to_a_new_correlation_id()
    {
        await WaitAsync("i1", "order-7");
        var next = Burst.Next(1);
        await CommitAsync(next with { Instance = next.Instance with { CorrelationId = "order-8", IsCorrelatedAnew = true } });

        Assert.Equal("i1", Assert.Single((await DeliverAsync(new EventAddress.Correlation("order-8"))).Receivers).InstanceId);
        Assert.Empty((await DeliverAsync(new EventAddress.Correlation("order-7"))).Receivers);
    }

    [Fact]
    public async Task Event_for_many_that_is_sent_again_passes_over_those_that_had_it()
    {
        await WaitAsync("i1", "order-7");
        await WaitAsync("i2", "order-7");
        var taken = Burst.Next(1);
        await CommitAsync(taken with
        {
            Instance = taken.Instance with { CorrelationId = "order-7" },
            Consumed = "b1",
            Closed = ["b1"],
            Created = [Burst.Bookmark("b2")],
            Message = Burst.Message("m1"),
        });

        Assert.Equal(["i2"], (await DeliverAsync(new EventAddress.Correlation("order-7"))).Receivers.Select(r => r.InstanceId));
        Assert.Equal(["i2"], (await DeliverAsync(new EventAddress.Broadcast())).Receivers.Select(r => r.InstanceId));
    }

    [Fact]
    public async Task Event_sent_twice_before_its_bookmark_is_kept_once()
    {
        await StartAsync("i1");
        await DeliverAsync(new EventAddress.Instance("i1"));

        var again = await DeliverAsync(new EventAddress.Instance("i1"));

        Assert.Equal((true, true), (again.IsRepeat, again.IsKept));
        Assert.Equal(1, Store.Count("inbox"));
    }

    [Fact]
    public async Task Event_for_an_instance_that_does_not_live_is_not_kept()
    {
        var finished = Burst.Start();
        await CommitAsync(finished with { Instance = finished.Instance with { Status = LowCode.Engine.State.InstanceStatus.Finished } });

        Assert.False((await DeliverAsync(new EventAddress.Instance("i1"))).IsKept);
        Assert.False((await DeliverAsync(new EventAddress.Instance("nobody"))).IsKept);
        Assert.Equal(0, Store.Count("inbox"));
    }

    [Fact]
    public async Task Event_for_an_instance_that_stands_still_faulted_is_kept_until_it_is_mended()
    {
        var faulted = Burst.Start();
        faulted = faulted with
        {
            Instance = faulted.Instance with { Status = LowCode.Engine.State.InstanceStatus.Finished, SubStatus = LowCode.Engine.State.InstanceSubStatus.Faulted, CorrelationId = "order-7" },
        };
        await CommitAsync(faulted);
        Assert.True((await DeliverAsync(new EventAddress.Correlation("order-7"))).IsKept);
        Assert.True((await DeliverAsync(new EventAddress.Instance("i1"), DateTimeOffset.MaxValue)).IsKept);
        Assert.Equal(1, await WakeUps.BuryExpiredAsync(Burst.Noon.AddYears(100), 10, Cancellation));

        var verdict = await CommitAsync(Burst.Next(1) with { Created = [Burst.Bookmark("b1")] });

        Assert.Equal("i1", Assert.Single(verdict.Waiting).Consumer);
        Assert.Equal(verdict.Waiting, await MatchedAsync());
    }

    [Fact]
    public async Task Event_for_a_correlation_reaches_all_that_wait_and_is_kept_while_one_of_them_lives()
    {
        await WaitAsync("i1", "order-7");
        await WaitAsync("i2", "order-7");
        await WaitAsync("i3", "order-8");
        await StartAsync("i4", "order-9");

        Assert.Equal(["i1", "i2"], (await DeliverAsync(new EventAddress.Correlation("order-7"))).Receivers.Select(r => r.InstanceId));
        Assert.True((await DeliverAsync(new EventAddress.Correlation("order-9"))).IsKept);
        Assert.False((await DeliverAsync(new EventAddress.Correlation("order-10"))).IsKept);

        var next = Burst.Next(1, "i4");
        var verdict = await CommitAsync(next with { Instance = next.Instance with { CorrelationId = "order-9" }, Created = [Burst.Bookmark("b1")] });
        Assert.Equal("correlation/order-9", Assert.Single(verdict.Waiting).Consumer);
    }

    [Fact]
    public async Task Broadcast_reaches_what_waits_now_and_is_not_kept()
    {
        await WaitAsync("i1", "order-7");
        await WaitAsync("i2");
        await CommitAsync(Burst.Start("i3") with { Created = [Burst.Bookmark("b1", "other")] });

        Assert.Equal(["i1", "i2"], (await DeliverAsync(new EventAddress.Broadcast())).Receivers.Select(r => r.InstanceId));
        Assert.Equal(["i1"], (await DeliverAsync(new EventAddress.Broadcast("order-7"))).Receivers.Select(r => r.InstanceId));
        Assert.Equal(0, Store.Count("inbox"));
    }

    [Fact]
    public async Task Kept_event_becomes_a_dead_letter_after_its_time()
    {
        await StartAsync("i1");
        await DeliverAsync(new EventAddress.Instance("i1"));

        Assert.Equal(0, await WakeUps.BuryExpiredAsync(Burst.Noon.AddDays(1).AddMilliseconds(-1), 10, Cancellation));
        Assert.Equal(1, await WakeUps.BuryExpiredAsync(Burst.Noon.AddDays(1), 10, Cancellation));

        Assert.Equal(0, Store.Count("inbox"));
        Assert.Equal("inbox/i1/m1/expired", Store.Scalar("SELECT source || '/' || source_id || '/' || reason FROM dead_letter"));
        var verdict = await CommitAsync(Burst.Next(1) with { Created = [Burst.Bookmark("b1")] });
        Assert.Empty(verdict.Waiting);
    }

    [Fact]
    public async Task Kept_events_that_cannot_be_taken_do_not_stand_in_the_way_of_those_behind_them()
    {
        string[] instances = ["i1", "i2", "i3", "i4", "i5"];
        foreach (var instance in instances)
        {
            await StartAsync(instance);
            await DeliverAsync(new EventAddress.Instance(instance));
            await CommitAsync(Burst.Next(1, instance) with { Created = [Burst.Bookmark("b1")] });
        }

        await Store.Get<IQuarantine>().AddAsync(new QuarantinedInstance(Burst.Tenant, "i2", Burst.Noon, "recovery", 3), Cancellation);

        var first = await WakeUps.MatchedMessagesAsync(null, 1_000, 2, Cancellation);
        var second = await WakeUps.MatchedMessagesAsync(first.Next, 1_000, 2, Cancellation);
        var third = await WakeUps.MatchedMessagesAsync(second.Next, 1_000, 2, Cancellation);

        Assert.Equal(["i1"], first.Messages.Select(m => m.Message.InstanceId));
        Assert.Equal(["i3", "i4"], second.Messages.Select(m => m.Message.InstanceId));
        Assert.Equal(["i5"], third.Messages.Select(m => m.Message.InstanceId));
        Assert.Null(third.Next);
        await Store.Get<IQuarantine>().ReleaseAsync(new QuarantineRelease(Burst.Tenant, "i2", "admin", "mended", Burst.Noon), Cancellation);
        Assert.Equal(instances, (await MatchedAsync()).Select(m => m.InstanceId));
    }

    [Fact]
    public async Task Look_at_kept_events_goes_through_so_many_however_many_wait_and_the_next_goes_on_behind_them()
    {
        string[] instances = ["i1", "i2", "i3", "i4", "i5"];
        foreach (var instance in instances)
        {
            await StartAsync(instance);
            await DeliverAsync(new EventAddress.Instance(instance));
        }

        await CommitAsync(Burst.Next(1, "i5") with { Created = [Burst.Bookmark("b1")] });

        var first = await WakeUps.MatchedMessagesAsync(null, 2, 10, Cancellation);
        var second = await WakeUps.MatchedMessagesAsync(first.Next, 2, 10, Cancellation);
        var third = await WakeUps.MatchedMessagesAsync(second.Next, 2, 10, Cancellation);

        Assert.Equal(("i2", "i4"), (first.Next!.Consumer, second.Next!.Consumer));
        Assert.Empty(first.Messages.Concat(second.Messages));
        Assert.Equal("i5", Assert.Single(third.Messages).Message.InstanceId);
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Kept_event_is_taken_up_by_one_of_many_and_each_who_leaves_it_is_counted_until_it_is_put_back()
    {
        await StartAsync("i1");
        await DeliverAsync(new EventAddress.Instance("i1"));
        await CommitAsync(Burst.Next(1) with { Created = [Burst.Bookmark("b1")] });
        var kept = Assert.Single((await WakeUps.MatchedMessagesAsync(null, 1_000, 10, Cancellation)).Messages);
        var until = Burst.Noon.AddSeconds(3);
        Task<int?> LeaseAsync(DateTimeOffset now, DateTimeOffset end) => WakeUps.LeaseMessageAsync(kept, now, end, Cancellation);

        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LeaseAsync(Burst.Noon, until))));

        Assert.Equal([0], looks.OfType<int>());
        Assert.Null(await LeaseAsync(until.AddMilliseconds(-1), until));
        Assert.Equal(1, await LeaseAsync(until, until));
        Assert.Equal(2, await LeaseAsync(until, until.AddHours(1)));
        await WakeUps.PutBackMessageAsync(kept, Cancellation);
        Assert.Equal(0, await LeaseAsync(until, until));
        Assert.Equal(1, await WakeUps.BuryExpiredAsync(Burst.Noon.AddDays(1), 10, Cancellation));
        Assert.Null(await LeaseAsync(until, until));
    }

    private async Task<IEnumerable<WaitingMessage>> MatchedAsync() => (await WakeUps.MatchedMessagesAsync(null, 1_000, 10, Cancellation)).Messages.Select(m => m.Message);

    private async Task<Delivery> DeliverAsync(EventAddress address, DateTimeOffset? expires = null) =>
        await Inbox.DeliverAsync(Burst.Tenant, new EventMessage("m1", address, "H1", """{"x":1}""", Burst.Noon, expires ?? Burst.Noon.AddDays(1)), Cancellation);

    private Task WaitAsync(string instance, string? correlation = null) => CommitAsync(Correlated(instance, correlation) with { Created = [Burst.Bookmark("b1")] });

    private Task StartAsync(string instance, string? correlation = null) => CommitAsync(Correlated(instance, correlation));

    private static BurstCommit Correlated(string instance, string? correlation)
    {
        var start = Burst.Start(instance);
        return start with { Instance = start.Instance with { CorrelationId = correlation } };
    }

    private async Task<BurstVerdict.Committed> CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Bursts.CommitAsync(burst, Cancellation));
}
