using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Contents;
using LowCode.Work.Instances;
using LowCode.Work.Retention;
using Xunit;

namespace LowCode.Tests.Contract.Contents;

/// <summary>What is kept beside instances: whose it is, from when, and until when.</summary>
public abstract class InstanceContentContract : StoreContract
{
    private const string Id = "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b";
    private static readonly DateTimeOffset _forgetAt = Burst.Noon.AddHours(1);

    private IInstanceContents Contents => Store.Get<IInstanceContents>();

    [Fact]
    public async Task Content_is_found_by_its_instance_and_its_tenant_alone()
    {
        await AddAsync();

        Assert.Equal(
            new InstanceContent(Id, new InstanceId("i1"), "text/plain", Burst.Noon),
            await Contents.FindAsync(Burst.Tenant, new InstanceId("i1"), Id, Cancellation));
        Assert.Null(await Contents.FindAsync(Burst.Tenant, new InstanceId("i2"), Id, Cancellation));
        Assert.Null(await Contents.FindAsync(Burst.OtherTenant, new InstanceId("i1"), Id, Cancellation));
        Assert.Null(await Contents.FindAsync(Burst.Tenant, new InstanceId("i1"), "unknown", Cancellation));
    }

    [Fact]
    public async Task Content_that_a_burst_takes_is_not_forgotten()
    {
        await AddAsync();

        await CommitAsync(Burst.Start() with { Contents = [Id] });

        Assert.False(await Contents.GiveUpAsync(Burst.Tenant, Id, Cancellation));
        Assert.Empty(await ForgottenAsync(Burst.Noon.AddYears(1)));
        await Contents.RemoveAsync(Burst.Tenant, Id, Cancellation);
        Assert.Equal(1, Store.Count("instance_content"));
    }

    [Fact]
    public async Task Content_that_no_burst_took_is_forgotten_in_time_and_removed_by_its_tenant()
    {
        await AddAsync();

        Assert.Empty(await ForgottenAsync(_forgetAt));
        Assert.Equal([new ForgottenContent(Burst.Tenant, Id)], await ForgottenAsync(_forgetAt.AddSeconds(1)));
        await Contents.RemoveAsync(Burst.OtherTenant, Id, Cancellation);
        Assert.Equal(1, Store.Count("instance_content"));
        await Contents.RemoveAsync(Burst.Tenant, Id, Cancellation);
        Assert.Equal(0, Store.Count("instance_content"));
    }

    [Theory]
    [InlineData("another instance's")]
    [InlineData("another tenant's")]
    [InlineData("not there")]
    [InlineData("forgotten")]
    public async Task Burst_that_takes_what_is_not_its_own_is_refused_and_writes_nothing(string content)
    {
        await AddAsync(forgetAt: content == "forgotten" ? Burst.Noon : _forgetAt);
        var burst = Burst.Start(content == "another instance's" ? "i2" : "i1", content == "another tenant's" ? Burst.OtherTenant : Burst.Tenant);

        var verdict = await Store.Get<IBurstStore>().CommitAsync(burst with { Contents = [content == "not there" ? "unknown" : Id] }, Cancellation);

        Assert.IsType<BurstVerdict.ContentRefused>(verdict);
        Assert.Equal((0, 0), (Store.Count("instance"), Store.Count("journal")));
        Assert.True(await Contents.GiveUpAsync(Burst.Tenant, Id, Cancellation));
    }

    [Fact]
    public async Task Content_that_was_given_up_is_no_late_bursts_any_more()
    {
        await AddAsync();

        Assert.False(await Contents.GiveUpAsync(Burst.OtherTenant, Id, Cancellation));
        Assert.True(await Contents.GiveUpAsync(Burst.Tenant, Id, Cancellation));
        var verdict = await Store.Get<IBurstStore>().CommitAsync(Burst.Start() with { Contents = [Id] }, Cancellation);

        Assert.IsType<BurstVerdict.ContentRefused>(verdict);
        Assert.Single(await ForgottenAsync(Burst.Noon));
    }

    [Fact]
    public async Task Bursts_that_are_committed_together_take_each_its_own()
    {
        await AddAsync();
        await AddAsync(new string('b', 32), "i2");

        await Task.WhenAll(
            CommitAsync(Burst.Start("i1") with { Contents = [Id] }),
            CommitAsync(Burst.Start("i2") with { Contents = [new string('b', 32)] }),
            CommitAsync(Burst.Start("i3")));

        Assert.False(await Contents.GiveUpAsync(Burst.Tenant, Id, Cancellation));
        Assert.False(await Contents.GiveUpAsync(Burst.Tenant, new string('b', 32), Cancellation));
    }

    [Fact]
    public async Task Contents_are_forgotten_at_once_where_their_instance_is_removed()
    {
        await AddAsync();
        await AddAsync(new string('b', 32), "i2");
        await CommitAsync(Burst.Start("i1") with { Contents = [Id] });
        await CommitAsync(Burst.Start("i2") with { Contents = [new string('b', 32)] });
        var last = Burst.Next(1, "i1");
        await CommitAsync(last with { Instance = last.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished } });

        await Store.Get<IFinishedInstances>().RemoveAsync(Burst.Tenant, [new("i1"), new("i2")], Cancellation);

        Assert.Equal([new ForgottenContent(Burst.Tenant, Id)], await ForgottenAsync(Burst.Noon));
    }

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));

    private Task AddAsync(string id = Id, string instance = "i1", DateTimeOffset? forgetAt = null) => Contents.AddAsync(
        Burst.Tenant, new InstanceContent(id, new InstanceId(instance), "text/plain", Burst.Noon), forgetAt ?? _forgetAt, Cancellation);

    private Task<IReadOnlyList<ForgottenContent>> ForgottenAsync(DateTimeOffset before) => Contents.ForgottenAsync(before, 10, Cancellation);
}
