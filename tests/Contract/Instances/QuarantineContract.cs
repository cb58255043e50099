using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract.Instances;

/// <summary>An instance in quarantine is left alone by all until somebody releases it.</summary>
public abstract class QuarantineContract : StoreContract
{
    private static readonly QuarantinedInstance _poison = new(Burst.Tenant, "i1", Burst.Noon, "recovery", 3);

    private IQuarantine Quarantine => Store.Get<IQuarantine>();

    [Fact]
    public async Task Instance_in_quarantine_says_so_its_timers_rest_and_no_burst_of_an_earlier_owner_commits()
    {
        await StartAsync();

        await Quarantine.AddAsync(_poison, Cancellation);
        await Quarantine.AddAsync(_poison with { At = Burst.Noon.AddHours(1) }, Cancellation);

        var listed = Assert.Single(await Quarantine.ListAsync(Burst.Tenant, Cancellation));
        Assert.Equal((Store.Scalar("SELECT definition_id FROM instance"), Store.Scalar("SELECT number FROM work_case")), (listed.DefinitionId, listed.CaseNumber));
        Assert.Equal(_poison, listed with { DefinitionId = null, CaseNumber = null });
        Assert.Equal(_poison, await Quarantine.FindAsync(Burst.Tenant, "i1", Cancellation));
        Assert.Equal("Quarantined/1", Store.Scalar("SELECT sub_status || '/' || incident_count FROM instance"));
        Assert.Empty(await DueAsync());
        Assert.IsType<BurstVerdict.FenceLost>(await Store.Get<IBurstStore>().CommitAsync(Burst.Next(1), Cancellation));
        Assert.True((await Store.Get<IBurstStore>().LoadAsync(Burst.Tenant, new("i1"), Cancellation))!.IsQuarantined);
    }

    [Fact]
    public async Task Released_instance_runs_and_its_timers_fire_again()
    {
        await StartAsync();
        await Store.Get<IBurstStore>().RecoverAsync(Burst.Tenant, new("i1"), Cancellation);
        await Quarantine.AddAsync(_poison, Cancellation);
        var release = new QuarantineRelease(Burst.Tenant, "i1", "anna", "mended", Burst.Noon.AddHours(1));

        Assert.False(await Quarantine.ReleaseAsync(release with { InstanceId = "i2" }, Cancellation));
        Assert.False(await Quarantine.ReleaseAsync(release with { Tenant = Burst.OtherTenant }, Cancellation));
        Assert.True(await Quarantine.ReleaseAsync(release, Cancellation));
        Assert.False(await Quarantine.ReleaseAsync(release, Cancellation));

        Assert.Empty(await Quarantine.ListAsync(Burst.Tenant, Cancellation));
        Assert.Null(await Quarantine.FindAsync(Burst.Tenant, "i1", Cancellation));
        Assert.Empty(await Quarantine.SuspectsAsync(Burst.Tenant, ["i1"], Cancellation));
        Assert.Equal("Suspended/0", Store.Scalar("SELECT sub_status || '/' || incident_count FROM instance"));
        Assert.Equal("anna/mended", Store.Scalar("SELECT released_by || '/' || release_reason FROM quarantine"));
        Assert.Equal("i1", Assert.Single(await DueAsync()).InstanceId);
    }

    [Fact]
    public async Task Suspects_are_those_whose_last_recovery_did_not_end()
    {
        await StartAsync();
        await StartAsync("i2");
        await StartAsync("i3");
        await Store.Get<IBurstStore>().RecoverAsync(Burst.Tenant, new("i1"), Cancellation);
        await Store.Get<IBurstStore>().RecoverAsync(Burst.Tenant, new("i2"), Cancellation);
        var next = Burst.Next(1, "i2");
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(next with { Instance = next.Instance with { OwnerEpoch = 2 } }, Cancellation));

        Assert.Equal(["i1"], await Quarantine.SuspectsAsync(Burst.Tenant, ["i1", "i2", "i3"], Cancellation));
        Assert.Empty(await Quarantine.SuspectsAsync(Burst.Tenant, ["i2"], Cancellation));
        Assert.Empty(await Quarantine.SuspectsAsync(Burst.OtherTenant, ["i1"], Cancellation));
    }

    [Fact]
    public async Task Quarantine_of_another_tenant_is_not_seen_and_an_instance_that_is_not_there_is_not_added()
    {
        await StartAsync();

        await Quarantine.AddAsync(_poison with { Tenant = Burst.OtherTenant }, Cancellation);
        Assert.Equal(0, Store.Count("quarantine"));
        await Quarantine.AddAsync(_poison, Cancellation);

        Assert.Empty(await Quarantine.ListAsync(Burst.OtherTenant, Cancellation));
        Assert.Null(await Quarantine.FindAsync(Burst.OtherTenant, "i1", Cancellation));
    }

    private Task<IReadOnlyList<DueTimer>> DueAsync() => Store.Get<IWakeUps>().LeaseTimersAsync(Burst.Noon, Burst.Noon, 10, Cancellation);

    private async Task StartAsync(string instance = "i1") => Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(
        Burst.Start(instance) with { Created = [Burst.Bookmark("b1")], Timers = [new TimerWrite("b1", Burst.Noon)] }, Cancellation));
}
