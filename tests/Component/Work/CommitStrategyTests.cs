using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Work.Instances;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Bursts that are committed midway, on a real database.</summary>
public sealed class CommitStrategyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instance_is_committed_after_each_activity_and_goes_on_by_itself()
    {
        await using var work = await TestWork.EmptyAsync();
        var process = Processes.Sequence("steps", Processes.LineOf("a", "'a'"), Processes.LineOf("b", "'b'"), Processes.Event("e", "Go"));
        process["options"] = new JsonObject { ["commitStrategyName"] = "ActivityExecuted" };
        await Processes.PublishAsync(work, process);
        var admin = work.Person("admin", Actor.AdministratorRole);

        var started = await work.Get<StartInstance>().HandleAsync(admin, new StartInstanceCommand("steps", [], null, "1"), Cancellation);

        Assert.Equal(InstanceSubStatus.Suspended, started.Value!.SubStatus);
        var stored = (await work.Get<IBurstStore>().LoadAsync(work.Tenant, started.Value.InstanceId, Cancellation))!;
        Assert.Equal(4, stored.RowVersion);
        Assert.Equal(["e"], InstanceState.FromSnapshot(stored.Snapshot).Bookmarks.Select(b => b.ActivityId));
    }
}
