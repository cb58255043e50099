using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Statistics;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Contract.Tenants;

/// <summary>A second tenant asks for the very ids of the first and sees nothing, changes nothing.</summary>
public abstract class TenantIsolationContract : StoreContract
{
    private static readonly PageRequest All = new(0, 200);

    private static TenantId Other => Burst.OtherTenant;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Store.Get<IAttachmentStore>().AddAsync(
            Burst.Tenant, new StoredAttachment(new Attachment("a1", null, AttachmentKind.Photo, "photo.jpg", "image/jpeg", 3, "sha"), "anna", Burst.Noon), Cancellation);
        var start = Burst.StartCase();
        Assert.IsType<BurstVerdict.Committed>(await CommitAsync(start with
        {
            Instance = start.Instance with { CorrelationId = "order-7" },
            Message = Burst.Message("m1", "open-case"),
            Attachments = ["a1"],
        }));
    }

    [Fact]
    public async Task Reads_of_another_tenant_find_nothing()
    {
        var cases = Store.Get<ICaseQueries>();
        var tasks = Store.Get<ITaskQueries>();
        var administrator = Actor.System(Other);
        Assert.Null(await Store.Get<IBurstStore>().LoadAsync(Other, new InstanceId("i1"), Cancellation));
        Assert.Null(await Store.Get<IBurstStore>().HandledAsync(Other, "open-case", "m1", Cancellation));
        Assert.Null(await Store.Get<IInstanceQueries>().ProgressAsync(Other, "i1", Cancellation));
        Assert.Null(await cases.FindAsync(Other, "c1", Cancellation));
        Assert.Null(await cases.FindByNumberAsync(Other, "A001", Cancellation));
        Assert.Empty(await cases.TimelineAsync(Other, "c1", Cancellation));
        Assert.Equal(0, (await cases.SearchAsync(Other, new CaseSearch(), null, All, Burst.Noon, Cancellation)).Total);
        Assert.Null(await tasks.FindAsync(Other, "task-i1-b1", Cancellation));
        Assert.Empty(await tasks.OpenOfCaseAsync(Other, "c1", Cancellation));
        Assert.Equal(0, await tasks.CountOpenAsync(administrator, Cancellation));
        Assert.Equal(0, (await tasks.SearchAsync(administrator, new TaskSearch(TaskList.Open), All, Burst.Noon, Cancellation)).Total);
        Assert.Equal(0, (await tasks.SearchAsync(administrator with { Login = "anna" }, new TaskSearch(TaskList.Done), All, Burst.Noon, Cancellation)).Total);
        Assert.Equal(0, (await Store.Get<IStatisticsQueries>().ReadAsync(Other, new StatisticsPeriod(null, null), TimeZoneInfo.Utc, Burst.Noon, Cancellation)).Total);
        Assert.Null(await Store.Get<IAttachmentStore>().FindAsync(Other, "a1", Cancellation));
    }

    [Fact]
    public async Task Events_of_another_tenant_reach_nobody_and_are_not_kept()
    {
        EventAddress[] addresses = [new EventAddress.Instance("i1"), new EventAddress.Correlation("order-7"), new EventAddress.Broadcast()];
        foreach (var address in addresses)
        {
            var delivery = await Store.Get<IEventInbox>().DeliverAsync(
                Other, new EventMessage("m2", address, "H1", null, Burst.Noon, Burst.Noon.AddDays(1)), Cancellation);
            Assert.Empty(delivery.Receivers);
            Assert.False(delivery.IsKept);
        }
    }

    [Fact]
    public async Task Bursts_of_another_tenant_do_not_touch_the_first_ones_rows()
    {
        Assert.IsType<BurstVerdict.FenceLost>(await CommitAsync(Burst.Next(1, tenant: Other)));
        Assert.Null(await Store.Get<IBurstStore>().RecoverAsync(Other, new InstanceId("i1"), Cancellation));

        // The same ids, the same number, the same message: all of them are the other tenant's own.
        var twin = Assert.IsType<BurstVerdict.Committed>(await CommitAsync(Burst.StartCase(tenant: Other) with { Message = Burst.Message("m1", "open-case") }));
        Assert.Equal("A001", twin.CaseNumber);
        Assert.IsType<BurstVerdict.Committed>(await CommitAsync(Burst.Next(1, tenant: Other) with { Consumed = "b1", Closed = ["b1"] }));

        Assert.Equal(1, Store.Count("bookmark", "tenant_id = 'one'"));
        Assert.Equal("open", Store.Scalar("SELECT state FROM task WHERE tenant_id = 'one'"));
        Assert.Equal("cancelled", Store.Scalar("SELECT state FROM task WHERE tenant_id = 'two'"));
        Assert.IsType<BurstVerdict.AttachmentRefused>(await CommitAsync(Burst.StartCase("i9", "c9", tenant: Other) with { Attachments = ["a1"] }));
    }

    private Task<BurstVerdict> CommitAsync(BurstCommit burst) => Store.Get<IBurstStore>().CommitAsync(burst, Cancellation);
}
