using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.DeadLetters;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract.WakeUps;

/// <summary>Timers and the outbox: each fires or leaves once, whoever looks and however often the store is opened.</summary>
public abstract class WakeUpsContract : StoreContract
{
    private IBurstStore Bursts => Store.Get<IBurstStore>();

    private IWakeUps WakeUps => Store.Get<IWakeUps>();

    private IOutbox Outbox => Store.Get<IOutbox>();

    [Fact]
    public async Task Timer_is_due_from_its_time_on_and_gone_with_its_bookmark()
    {
        await StartAsync("i1", Burst.Noon.AddMinutes(10));
        await StartAsync("i2", Burst.Noon.AddMinutes(5));

        Assert.Empty(await DueAsync(Burst.Noon.AddMinutes(4), 10));
        Assert.Equal(["i2", "i1"], (await DueAsync(Burst.Noon.AddMinutes(10), 10)).Select(t => t.InstanceId));

        await CommitAsync(Burst.Next(1, "i2") with { Consumed = "b1", Closed = ["b1"] });
        Assert.Equal(["i1"], (await DueAsync(Burst.Noon.AddMinutes(10), 10)).Select(t => t.InstanceId));
    }

    [Fact]
    public async Task Timer_fires_once_also_after_the_store_was_opened_again()
    {
        await StartAsync("i1", Burst.Noon);
        await Store.ReopenAsync();
        Assert.Single(await DueAsync(Burst.Noon, 10));
        await CommitAsync(Burst.Next(1) with { Consumed = "b1", Closed = ["b1"] });

        await Store.ReopenAsync();

        Assert.Empty(await DueAsync(Burst.Noon.AddYears(1), 10));
    }

    [Fact]
    public async Task Timer_whose_burst_failed_waits_and_does_not_starve_the_others()
    {
        await StartAsync("i1", Burst.Noon);
        await StartAsync("i2", Burst.Noon.AddMinutes(1));
        var failed = Assert.Single(await DueAsync(Burst.Noon, 1));

        await WakeUps.PostponeTimerAsync(failed, Burst.Noon.AddHours(1), Cancellation);

        Assert.Equal("i2", Assert.Single(await DueAsync(Burst.Noon.AddMinutes(1), 1)).InstanceId);
        var again = (await DueAsync(Burst.Noon.AddHours(1), 10)).Single(t => t.InstanceId == "i1");
        Assert.Equal((1, Burst.Noon), (again.Attempts, again.DueAt));
    }

    [Fact]
    public async Task Due_timers_are_leased_to_one_of_two_who_look_at_once_and_due_again_when_the_lease_ends()
    {
        for (var i = 0; i < 40; i++)
        {
            await StartAsync($"i{i:00}", Burst.Noon);
        }

        var until = Burst.Noon.AddSeconds(5);
        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WakeUps.LeaseTimersAsync(Burst.Noon, until, 10, Cancellation))));

        Assert.Equal(40, looks.Sum(l => l.Count));
        Assert.Equal(40, looks.SelectMany(l => l).Select(t => t.InstanceId).Distinct().Count());
        Assert.Empty(await WakeUps.LeaseTimersAsync(until.AddMilliseconds(-1), until, 100, Cancellation));
        Assert.Equal(40, (await WakeUps.LeaseTimersAsync(until, until, 100, Cancellation)).Count);
    }

    [Fact]
    public async Task Effect_is_leased_to_one_worker_until_the_lease_ends()
    {
        await PublishAsync("i1");

        var leases = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => LeaseAsync($"w{i}", Burst.Noon)));

        Assert.Single(leases, l => l.Count == 1);
        Assert.Single(await LeaseAsync("late", Burst.Noon.AddSeconds(30)));
    }

    [Fact]
    public async Task Delivered_effect_is_gone_and_a_worker_that_lost_its_lease_cannot_delete_it()
    {
        await PublishAsync("i1");
        var slow = Assert.Single(await LeaseAsync("slow", Burst.Noon));
        var fast = Assert.Single(await LeaseAsync("fast", Burst.Noon.AddMinutes(1)));

        Assert.False(await Outbox.DeliveredAsync(slow, "slow", Cancellation));
        Assert.True(await Outbox.DeliveredAsync(fast, "fast", Cancellation));
        Assert.Equal(0, Store.Count("outbox"));
    }

    [Fact]
    public async Task Failed_effect_comes_again_later_and_at_last_becomes_a_dead_letter()
    {
        await PublishAsync("i1");
        var item = Assert.Single(await LeaseAsync("w", Burst.Noon));
        await Outbox.FailedAsync(item, "w", "no receiver", Burst.Noon.AddMinutes(1), Cancellation);
        Assert.Empty(await LeaseAsync("w", Burst.Noon.AddSeconds(59)));

        var again = Assert.Single(await LeaseAsync("w", Burst.Noon.AddMinutes(1)));
        Assert.Equal(1, again.Attempts);
        await Outbox.BuryAsync(again, "w", "no receiver", Burst.Noon.AddMinutes(1), Cancellation);

        Assert.Equal(0, Store.Count("outbox"));
        Assert.Equal("outbox/i1/no receiver/2", Store.Scalar("SELECT source || '/' || instance_id || '/' || reason || '/' || attempts FROM dead_letter"));
    }

    [Fact]
    public async Task Of_effects_that_a_dead_worker_left_only_what_is_begun_is_counted()
    {
        await PublishAsync("i1");
        await PublishAsync("i2");
        Assert.All(await LeaseAsync("dead", Burst.Noon), i => Assert.Equal((0, false), (i.Attempts, i.IsLeft)));

        var left = await LeaseAsync("next", Burst.Noon.AddMinutes(1));
        Assert.All(left, i => Assert.Equal((0, true), (i.Attempts, i.IsLeft)));
        Assert.True(await Outbox.BeginAsync(left[0], "next", Burst.Noon.AddMinutes(2), Cancellation));
        Assert.False(await Outbox.BeginAsync(left[1], "dead", Burst.Noon.AddMinutes(2), Cancellation));

        var again = await LeaseAsync("last", Burst.Noon.AddMinutes(2));
        Assert.Equal([(left[0].OutboxId, 1), (left[1].OutboxId, 0)], again.Select(i => (i.OutboxId, i.Attempts)));
    }

    [Fact]
    public async Task Effect_that_is_put_back_has_the_attempts_that_it_had_and_is_still_left_where_it_was()
    {
        await PublishAsync("i1");
        await Outbox.PutBackAsync(await LeaseAsync("w", Burst.Noon), "w", Burst.Noon.AddSeconds(5), Cancellation);
        Assert.Empty(await LeaseAsync("w", Burst.Noon.AddSeconds(4)));
        var back = Assert.Single(await LeaseAsync("w", Burst.Noon.AddSeconds(5)));
        Assert.Equal((0, false), (back.Attempts, back.IsLeft));

        var left = await LeaseAsync("w", Burst.Noon.AddMinutes(1));
        await Outbox.PutBackAsync(left, "w", Burst.Noon.AddMinutes(1), Cancellation);

        var still = Assert.Single(await LeaseAsync("w", Burst.Noon.AddMinutes(1)));
        Assert.Equal((0, true), (still.Attempts, still.IsLeft));
    }

    [Fact]
    public async Task Timer_that_its_node_leased_and_left_is_told_from_one_that_was_postponed()
    {
        await StartAsync("i1", Burst.Noon);
        var first = Assert.Single(await WakeUps.LeaseTimersAsync(Burst.Noon, Burst.Noon.AddSeconds(3), 10, Cancellation));
        var left = Assert.Single(await DueAsync(Burst.Noon.AddSeconds(3), 10));
        await WakeUps.PostponeTimerAsync(left, Burst.Noon.AddSeconds(5), Cancellation);
        var postponed = Assert.Single(await DueAsync(Burst.Noon.AddSeconds(5), 10));

        Assert.Equal((false, true, false), (first.IsLeft, left.IsLeft, postponed.IsLeft));
    }

    [Fact]
    public async Task Dead_letter_of_an_effect_goes_back_to_the_outbox_once_as_it_was()
    {
        await PublishAsync("i1");
        var item = Assert.Single(await LeaseAsync("w", Burst.Noon));
        await Outbox.BuryAsync(item, "w", "no receiver", Burst.Noon, Cancellation);
        var letters = Store.Get<IDeadLetterStore>();
        var letter = Assert.Single((await letters.SearchAsync(Burst.Tenant, new DeadLetterSearch("outbox", "no receiver", "i1"), new PageRequest(0, 10), Cancellation)).Rows);
        Assert.Empty((await letters.SearchAsync(Burst.Tenant, new DeadLetterSearch("inbox", null, null), new PageRequest(0, 10), Cancellation)).Rows);
        Assert.True(letter.CanRetry);

        var retried = new LetterResolution(LetterEnd.Retried, "anna", Burst.Noon.AddHours(1), "mended");
        Assert.True(await letters.ResolveAsync(Burst.Tenant, letter.DeadLetterId, retried, Cancellation));
        Assert.False(await letters.ResolveAsync(Burst.Tenant, letter.DeadLetterId, retried, Cancellation));

        Assert.Equal(item, Assert.Single(await LeaseAsync("w", Burst.Noon.AddHours(1))));
        var found = await letters.FindAsync(Burst.Tenant, letter.DeadLetterId, Cancellation);
        Assert.Equal(("{}", false, retried), (found!.Payload, found.Letter.CanRetry, found.Letter.Resolution));
    }

    [Fact]
    public async Task Discarded_dead_letter_stays_and_says_by_whom_and_why()
    {
        await PublishAsync("i1");
        await Outbox.BuryAsync(Assert.Single(await LeaseAsync("w", Burst.Noon)), "w", "no receiver", Burst.Noon, Cancellation);
        var letters = Store.Get<IDeadLetterStore>();
        var letter = Assert.Single((await letters.SearchAsync(Burst.Tenant, new DeadLetterSearch(null, null, null), new PageRequest(0, 10), Cancellation)).Rows);
        var discarded = new LetterResolution(LetterEnd.Discarded, "anna", Burst.Noon.AddHours(1), "nobody wants it");

        Assert.True(await letters.ResolveAsync(Burst.Tenant, letter.DeadLetterId, discarded, Cancellation));

        Assert.Equal(0, Store.Count("outbox"));
        Assert.Equal(discarded, (await letters.FindAsync(Burst.Tenant, letter.DeadLetterId, Cancellation))!.Letter.Resolution);
    }

    [Fact]
    public async Task Dead_letters_are_found_and_counted_by_what_became_of_them_and_by_their_instances_and_say_what_they_were()
    {
        await PublishAsync("i1");
        await PublishAsync("i2");
        foreach (var item in await LeaseAsync("w", Burst.Noon))
        {
            await Outbox.BuryAsync(item, "w", "no receiver", Burst.Noon, Cancellation);
        }

        var letters = Store.Get<IDeadLetterStore>();
        async Task<IReadOnlyList<DeadLetter>> FindAsync(bool? isOpen, params string[] instances) => (await letters.SearchAsync(
            Burst.Tenant,
            new DeadLetterSearch(null, null, null, isOpen) { InstanceIds = instances.Length == 0 ? null : instances },
            new PageRequest(0, 10),
            Cancellation)).Rows;
        Assert.Equal((2, 0), (await letters.CountOpenAsync(Burst.Tenant, Cancellation), await letters.CountOpenAsync(Burst.OtherTenant, Cancellation)));
        var first = Assert.Single(await FindAsync(isOpen: true, "i1", "nobody"));
        Assert.Equal(("event", Burst.Start().Instance.DefinitionId, null), (first.Kind, first.DefinitionId, first.CaseNumber));

        Assert.True(await letters.ResolveAsync(
            Burst.Tenant, first.DeadLetterId, new LetterResolution(LetterEnd.Discarded, "anna", Burst.Noon, "nobody wants it"), Cancellation));

        Assert.Equal(1, await letters.CountOpenAsync(Burst.Tenant, Cancellation));
        Assert.Empty(await FindAsync(isOpen: true, "i1"));
        Assert.Equal("i2", Assert.Single(await FindAsync(isOpen: true)).InstanceId);
        Assert.Equal("i1", Assert.Single(await FindAsync(isOpen: false)).InstanceId);
        Assert.Equal(2, (await FindAsync(isOpen: null)).Count);
    }

    [Fact]
    public async Task Effects_of_one_execution_have_keys_of_their_own()
    {
        var twice = Burst.Start() with { Outbox = [new OutboxWrite("e1", "event", "{}", "same"), new OutboxWrite("e1", "event", "{}", "same")] };

        await Assert.ThrowsAnyAsync<Exception>(() => Bursts.CommitAsync(twice, Cancellation));

        Assert.Equal(0, Store.Count("instance"));
    }

    private Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now) =>
        Outbox.LeaseAsync(worker, now, now.AddSeconds(30), 10, Cancellation);

    /// <summary>Looks, and leases for no time.</summary>
    private Task<IReadOnlyList<DueTimer>> DueAsync(DateTimeOffset now, int limit) => WakeUps.LeaseTimersAsync(now, now, limit, Cancellation);

    private Task StartAsync(string instance, DateTimeOffset due) =>
        CommitAsync(Burst.Start(instance) with { Created = [Burst.Bookmark("b1")], Timers = [new TimerWrite("b1", due)] });

    private Task PublishAsync(string instance) =>
        CommitAsync(Burst.Start(instance) with { Outbox = [new OutboxWrite("e1", "event", "{}", $"one/{instance}/e1/0")] });

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Bursts.CommitAsync(burst, Cancellation));
}
