using LowCode.Definitions;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract.WakeUps;

/// <summary>Times at which published triggers start instances: each is given to one who looks, and a publication keeps what did not change.</summary>
public abstract class TriggerTimersContract : StoreContract
{
    private static readonly DateTimeOffset _soon = Burst.Noon.AddMinutes(10);

    private ITriggerTimers Timers => Store.Get<ITriggerTimers>();

    [Fact]
    public async Task Triggers_are_due_from_their_time_on_and_leased_to_one_of_many_who_look_at_once()
    {
        await PublishAsync(0, [Timer("late", _soon), Timer("early", Burst.Noon)]);
        Assert.Empty(await DueAsync(Burst.Noon.AddMilliseconds(-1)));
        Assert.Equal(["early"], (await DueAsync(Burst.Noon)).Select(t => t.DefinitionId));
        Assert.Equal(["early", "late"], (await DueAsync(_soon)).Select(t => t.DefinitionId));

        var until = _soon.AddSeconds(5);
        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Timers.LeaseAsync(_soon, until, 1, Cancellation))));

        Assert.Equal(["early", "late"], looks.SelectMany(l => l).Select(t => t.DefinitionId).Order());
        Assert.Empty(await Timers.LeaseAsync(until.AddMilliseconds(-1), until, 10, Cancellation));
        Assert.Equal(2, (await Timers.LeaseAsync(until, until, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Fired_trigger_is_due_at_its_next_time_whoever_sets_it_first_and_one_without_a_next_time_is_gone()
    {
        await PublishAsync(0, [Timer("daily", Burst.Noon)]);
        var fired = Assert.Single(await DueAsync(Burst.Noon));

        await Timers.AdvanceAsync(fired, _soon, Cancellation);
        await Timers.AdvanceAsync(fired, Burst.Noon.AddYears(1), Cancellation);
        await Timers.AdvanceAsync(fired, null, Cancellation);

        Assert.Empty(await DueAsync(_soon.AddMilliseconds(-1)));
        var again = Assert.Single(await DueAsync(_soon));
        Assert.Equal((_soon, 0), (again.DueAt, again.Attempts));
        await Timers.AdvanceAsync(again, null, Cancellation);
        Assert.Equal(0, Store.Count("trigger_timer"));
    }

    [Fact]
    public async Task Trigger_whose_start_failed_waits_and_does_not_starve_the_others()
    {
        await PublishAsync(0, [Timer("failing", Burst.Noon), Timer("good", Burst.Noon.AddMinutes(1))]);
        var failed = Assert.Single(await Timers.LeaseAsync(Burst.Noon, Burst.Noon, 1, Cancellation));

        await Timers.PostponeAsync(failed, Burst.Noon.AddHours(1), Cancellation);

        Assert.Equal(["good"], (await DueAsync(Burst.Noon.AddMinutes(1))).Select(t => t.DefinitionId));
        var again = (await DueAsync(Burst.Noon.AddHours(1))).Single(t => t.DefinitionId == "failing");
        Assert.Equal((1, Burst.Noon), (again.Attempts, again.DueAt));
    }

    [Fact]
    public async Task Publication_keeps_the_time_of_what_did_not_change_sets_what_did_and_takes_the_rest_away()
    {
        await PublishAsync(0, [Timer("same", Burst.Noon), Timer("changed", Burst.Noon), Timer("gone", Burst.Noon)]);

        await PublishAsync(1, [Timer("same", _soon), Timer("changed", _soon, "every hour")]);

        Assert.Equal(
            [("same", Burst.Noon), ("changed", _soon)], (await DueAsync(Burst.Noon.AddYears(1))).Select(t => (t.DefinitionId, t.DueAt)));
    }

    [Fact]
    public async Task Triggers_of_two_tenants_are_their_own()
    {
        await PublishAsync(0, [Timer("daily", Burst.Noon)]);
        await PublishAsync(0, [Timer("daily", Burst.Noon.AddSeconds(1))], Burst.OtherTenant);
        var due = await DueAsync(_soon);
        Assert.Equal([Burst.Tenant, Burst.OtherTenant], due.Select(t => t.Tenant));

        await Timers.AdvanceAsync(due[0], null, Cancellation);
        await PublishAsync(1, [], Burst.Tenant);

        Assert.Equal(Burst.OtherTenant, Assert.Single(await DueAsync(_soon)).Tenant);
    }

    [Fact]
    public async Task Trigger_that_is_set_aside_is_never_due_and_listed_until_somebody_takes_it_up_with_a_reason()
    {
        await PublishAsync(0, [Timer("good", Burst.Noon), Timer("poison", Burst.Noon)]);
        var poison = (await DueAsync(Burst.Noon)).Single(t => t.DefinitionId == "poison");
        await Timers.BeginAsync(poison, Cancellation);
        await Timers.SetAsideAsync(poison, Burst.Noon.AddSeconds(1), Cancellation);
        Task<TakeUpVerdict> TakeUpAsync(TenantId tenant) =>
            Timers.TakeUpAsync(new TriggerTakeUp(tenant, "poison", "begin", "anna", "mended", Burst.Noon.AddHours(1)), Cancellation);

        Assert.Equal(["good"], (await DueAsync(Burst.Noon.AddYears(1))).Select(t => t.DefinitionId));
        Assert.Equal(
            [new SetAsideTrigger("poison", "begin", Burst.Noon, 1, Burst.Noon.AddSeconds(1))], await Timers.ListSetAsideAsync(Burst.Tenant, Cancellation));
        Assert.Empty(await Timers.ListSetAsideAsync(Burst.OtherTenant, Cancellation));
        Assert.Equal(TakeUpVerdict.Unknown, await TakeUpAsync(Burst.OtherTenant));
        Assert.Equal(TakeUpVerdict.TakenUp, await TakeUpAsync(Burst.Tenant));
        Assert.Equal(TakeUpVerdict.NotSetAside, await TakeUpAsync(Burst.Tenant));

        Assert.Empty(await Timers.ListSetAsideAsync(Burst.Tenant, Cancellation));
        Assert.Equal(poison, (await DueAsync(Burst.Noon.AddHours(1))).Single(t => t.DefinitionId == "poison"));
        Assert.Equal("anna/mended", Store.Scalar("SELECT taken_up_by || '/' || taken_up_reason FROM trigger_timer WHERE definition_id = 'poison'"));
    }

    private static TriggerTimerWrite Timer(string definition, DateTimeOffset due, string schedule = "every day") =>
        new(definition, "begin", schedule, due, "fire_once");

    /// <summary>Looks, and leases for no time.</summary>
    private Task<IReadOnlyList<DueTrigger>> DueAsync(DateTimeOffset now) => Timers.LeaseAsync(now, now, 10, Cancellation);

    private async Task PublishAsync(long expected, IReadOnlyList<TriggerTimerWrite> timers, TenantId? tenant = null) =>
        Assert.True(await Store.Get<IReleaseStore>().PublishAsync(
            new ReleaseWrite(tenant ?? Burst.Tenant, expected, Burst.Noon, "anna", "note", [], []) { TriggerTimers = timers }, Cancellation));
}
