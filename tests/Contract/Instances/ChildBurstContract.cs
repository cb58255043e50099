using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Instances;

/// <summary>Instances that start inside a burst, and instances that must be alone.</summary>
public abstract class ChildBurstContract : StoreContract
{
    private static readonly ActivationScope _singleton = new("process", IsCorrelated: false, null);

    private IBurstStore Bursts => Store.Get<IBurstStore>();

    [Fact]
    public async Task Children_are_committed_with_their_parent()
    {
        var parent = Burst.Start("parent") with
        {
            Created = [Burst.Bookmark("b1", "P")],
            Children =
            [
                Burst.Start("child") with
                {
                    Created = [Burst.Bookmark("b1", "C")],
                    Timers = [new TimerWrite("b1", Burst.Noon.AddHours(1))],
                    Outbox = [new OutboxWrite("e1", "event", "{}", "one/child/e1/0")],
                },
                Ended(Burst.Start("grandchild")),
            ],
        };

        Assert.IsType<BurstVerdict.Committed>(await Bursts.CommitAsync(parent, Cancellation));

        var child = await Bursts.LoadAsync(Burst.Tenant, new InstanceId("child"), Cancellation);
        Assert.Equal((1, 1), (child!.RowVersion, child.OwnerEpoch));
        Assert.Equal(3, Store.Count("instance"));
        Assert.Equal(3, Store.Count("journal"));
        Assert.Equal(2, Store.Count("bookmark"));
        Assert.Equal("child", Store.Scalar("SELECT instance_id FROM timer"));
        Assert.Equal("child", Store.Scalar("SELECT instance_id FROM outbox"));
        Assert.Equal("Finished", Store.Scalar("SELECT status FROM instance WHERE instance_id = 'grandchild'"));
    }

    [Fact]
    public async Task Tasks_of_a_child_belong_to_the_case_of_its_parent()
    {
        await CommitAsync(Burst.StartCase("parent"));
        var child = Burst.Start("child");

        await CommitAsync(Burst.Next(1, "parent") with
        {
            Children = [child with { Instance = child.Instance with { CaseId = "c1" }, Created = [Burst.Bookmark("b1")], Tasks = [Burst.Task("c1", "child")] }],
        });

        Assert.Equal(2, Store.Count("task", "case_id = 'c1' AND state = 'open'"));
        Assert.Equal(1, Store.Count("task_candidate", "task_id = 'task-child-b1'"));
        Assert.Equal("c1", (await Bursts.LoadAsync(Burst.Tenant, new InstanceId("child"), Cancellation))!.Case!.Row.CaseId);
    }

    [Fact]
    public async Task Child_goes_on_by_itself()
    {
        await CommitAsync(Burst.Start("parent") with { Children = [Burst.Start("child")] });

        await CommitAsync(Burst.Next(1, "child"));
        await CommitAsync(Burst.Next(1, "parent"));
    }

    [Fact]
    public async Task Parent_that_loses_its_fence_leaves_no_child()
    {
        await CommitAsync(Burst.Start("parent"));
        await CommitAsync(Burst.Next(1, "parent"));

        var verdict = await Bursts.CommitAsync(Burst.Next(1, "parent") with { Children = [Burst.Start("child")] }, Cancellation);

        Assert.IsType<BurstVerdict.FenceLost>(verdict);
        Assert.Equal(1, Store.Count("instance"));
    }

    [Fact]
    public async Task Repeated_parent_leaves_no_second_child()
    {
        await CommitAsync(Burst.Start("parent") with { Message = Burst.Message("m1", "start"), Children = [Burst.Start("child")] });

        var verdict = await Bursts.CommitAsync(
            Burst.Start("other") with { Message = Burst.Message("m1", "start"), Children = [Burst.Start("other-child")] }, Cancellation);

        Assert.IsType<BurstVerdict.Duplicate>(verdict);
        Assert.Equal(2, Store.Count("instance"));
    }

    [Fact]
    public async Task One_of_many_starts_that_must_be_alone_commits()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Bursts.CommitAsync(Burst.Start($"i{i}") with { Activation = _singleton }, Cancellation)));

        var winner = Assert.Single(verdicts.Index(), v => v.Item is BurstVerdict.Committed).Index;
        Assert.All(verdicts.OfType<BurstVerdict.ActivationRefused>(), refused => Assert.Equal($"i{winner}", refused.Obstacle));
        Assert.Equal(19, verdicts.OfType<BurstVerdict.ActivationRefused>().Count());
        Assert.Equal(1, Store.Count("instance"));
    }

    [Fact]
    public async Task Refused_child_refuses_the_whole_burst()
    {
        await CommitAsync(Burst.Start("running"));
        await CommitAsync(Other(Burst.Start("parent")));

        var verdict = await Bursts.CommitAsync(
            Burst.Next(1, "parent") with { Children = [Other(Burst.Start("first")), Burst.Start("second") with { Activation = _singleton }] }, Cancellation);

        var refused = Assert.IsType<BurstVerdict.ActivationRefused>(verdict);
        Assert.Equal(("second", "running", _singleton), (refused.InstanceId, refused.Obstacle, refused.Scope));
        Assert.Equal(2, Store.Count("instance"));
        Assert.Equal(1, (await Bursts.LoadAsync(Burst.Tenant, new InstanceId("parent"), Cancellation))!.RowVersion);
    }

    [Fact]
    public async Task Ended_instances_and_those_of_other_tenants_and_definitions_are_in_nobodys_way()
    {
        await CommitAsync(Ended(Burst.Start("ended")));
        await CommitAsync(Burst.Start("elsewhere", Burst.OtherTenant));
        await CommitAsync(Other(Burst.Start("other")));

        await CommitAsync(Burst.Start("new") with { Activation = _singleton });
    }

    [Theory]
    [InlineData("process", "A", "A", true)]
    [InlineData("process", "A", "B", false)]
    [InlineData("process", null, null, true)]
    [InlineData("process", null, "A", false)]
    [InlineData(null, "A", "A", true)]
    [InlineData(null, "A", "B", false)]
    [InlineData(null, null, null, true)]
    [InlineData(null, null, "A", false)]
    public async Task Correlated_scope_holds_those_of_the_same_correlation_id(string? definition, string? running, string? started, bool isRefused)
    {
        var other = Burst.Start("running");
        other = definition is null ? Other(other) : other;
        await CommitAsync(other with { Instance = other.Instance with { CorrelationId = running } });

        var start = Burst.Start("new");
        var verdict = await Bursts.CommitAsync(
            start with
            {
                Instance = start.Instance with { CorrelationId = started },
                Activation = new ActivationScope(definition, IsCorrelated: true, started),
            },
            Cancellation);

        Assert.Equal(isRefused, verdict is BurstVerdict.ActivationRefused { Obstacle: "running" });
    }

    private static BurstCommit Ended(BurstCommit burst) => burst with
    {
        Instance = burst.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished },
    };

    private static BurstCommit Other(BurstCommit burst) => burst with { Instance = burst.Instance with { DefinitionId = "other-process" } };

    private async Task CommitAsync(BurstCommit burst) => Assert.IsType<BurstVerdict.Committed>(await Bursts.CommitAsync(burst, Cancellation));
}
