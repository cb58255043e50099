using LowCode.Engine.State;
using LowCode.Work;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Instances;

/// <summary>Instances and their journals for those who look after them.</summary>
public abstract class InstanceQueriesContract : StoreContract
{
    private IInstanceQueries Queries => Store.Get<IInstanceQueries>();

    [Fact]
    public async Task Instance_is_found_by_its_tenant_alone()
    {
        await StartAsync("i1", i => i with { CorrelationId = "c1", Name = "first", IncidentCount = 2 });

        var row = (await Queries.FindAsync(Burst.Tenant, "i1", Cancellation))!;

        Assert.Equal(("process", "Running", "Suspended", "c1", "first", 2L, 1L), (row.DefinitionId, row.Status, row.SubStatus, row.CorrelationId, row.Name, row.IncidentCount, row.RowVersion));
        Assert.Equal((Burst.Noon, null), (row.CreatedAt, row.FinishedAt));
        Assert.Null(await Queries.FindAsync(Burst.OtherTenant, "i1", Cancellation));
    }

    [Fact]
    public async Task Each_of_many_who_ask_at_once_gets_what_they_asked_for()
    {
        foreach (var id in new[] { "i1", "i2", "i3" })
        {
            await StartAsync(id, i => i);
        }

        var wanted = Enumerable.Range(0, 600).Select(n => (Tenant: n % 5 == 0 ? Burst.OtherTenant : Burst.Tenant, Id: $"i{n % 4}")).ToList();
        var found = await Task.WhenAll(wanted.Select(w => Queries.FindAsync(w.Tenant, w.Id, Cancellation)));

        Assert.Equal(wanted.Select(w => w.Tenant == Burst.Tenant && w.Id != "i0" ? w.Id : null), found.Select(f => f?.InstanceId));
    }

    [Fact]
    public async Task Search_narrows_by_all_that_is_given_and_pages_from_the_newest()
    {
        await StartAsync("i1", i => i with { CorrelationId = "c1" });
        await StartAsync("i2", i => i with { DefinitionId = "other" });
        await StartAsync("i3", i => i with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Faulted, CorrelationId = "c1" });

        Assert.Equal(["i3", "i2", "i1"], await IdsAsync(new InstanceSearch()));
        Assert.Equal(["i3", "i1"], await IdsAsync(new InstanceSearch("process")));
        Assert.Equal(["i1"], await IdsAsync(new InstanceSearch(CorrelationId: "c1", Status: InstanceStatus.Running)));
        Assert.Equal(["i3"], await IdsAsync(new InstanceSearch(SubStatus: InstanceSubStatus.Faulted)));
        var second = await Queries.SearchAsync(Burst.Tenant, new InstanceSearch(), new PageRequest(1, 2), Cancellation);
        Assert.Equal(("i1", 3), (Assert.Single(second.Rows).InstanceId, second.Total));
        Assert.Equal(0, (await Queries.SearchAsync(Burst.OtherTenant, new InstanceSearch(), new PageRequest(0, 10), Cancellation)).Total);
    }

    [Fact]
    public async Task Search_takes_lists_texts_times_and_orders()
    {
        await StartAsync("i1", i => i with { Name = "Beta_1", CorrelationId = "c1", At = Burst.Noon.AddHours(1) });
        await StartAsync("i2", i => i with { Name = "alpha", DefinitionId = "other", DefinitionHash = "h2", IncidentCount = 1, At = Burst.Noon.AddHours(2) });
        await StartAsync("i3", i => i with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Faulted, At = Burst.Noon.AddHours(3) });

        Assert.Equal(["i3", "i1"], await IdsAsync(new InstanceSearch { Ids = ["i1", "i3", "none"] }));
        Assert.Empty(await IdsAsync(new InstanceSearch { Ids = [] }));
        Assert.Equal(["i2"], await IdsAsync(new InstanceSearch { DefinitionIds = ["other"], Hashes = ["h2"] }));
        Assert.Equal(["i3"], await IdsAsync(new InstanceSearch { Statuses = ["Finished"], SubStatuses = ["Faulted", "Cancelled"] }));
        Assert.Equal(["i1"], await IdsAsync(new InstanceSearch { CorrelationIds = ["c1"], Names = ["Beta_1"] }));
        Assert.Equal(["i1"], await IdsAsync(new InstanceSearch { Name = "beta_" }));
        Assert.Empty(await IdsAsync(new InstanceSearch { Name = "beta%" }));
        Assert.Equal(["i2"], await IdsAsync(new InstanceSearch { Text = "OTHE" }));
        Assert.Equal(["i2"], await IdsAsync(new InstanceSearch { HasIncidents = true }));
        Assert.Equal(["i3", "i1"], await IdsAsync(new InstanceSearch { HasIncidents = false }));
        Assert.Equal(["i2"], await IdsAsync(new InstanceSearch { Times = [new(InstanceMoment.Updated, Burst.Noon.AddHours(2), Burst.Noon.AddHours(3))] }));
        Assert.Equal(["i3", "i1"], await IdsAsync(new InstanceSearch { Times = [new(InstanceMoment.Created, Burst.Noon.AddHours(2), Burst.Noon.AddHours(3), IsOutside: true)] }));
        Assert.Equal(["i3"], await IdsAsync(new InstanceSearch { Times = [new(InstanceMoment.Finished, null, Burst.Noon.AddDays(1))] }));
        Assert.Equal(["i1", "i2", "i3"], await IdsAsync(new InstanceSearch { Order = InstanceOrder.Updated, IsDescending = false }));
        Assert.Equal(["i2", "i1"], (await IdsAsync(new InstanceSearch { HasIncidents = null, Statuses = ["Running"], Order = InstanceOrder.Created })));
        Assert.Equal(["h2"], (await Queries.DefinitionHashesAsync(Burst.Tenant, ["other"], Cancellation)));
        Assert.Empty(await Queries.DefinitionHashesAsync(Burst.OtherTenant, null, Cancellation));
    }

    [Fact]
    public async Task Journal_is_told_in_order()
    {
        await StartAsync("i1", i => i);
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(Burst.Next(1), Cancellation));

        var journal = await Queries.JournalAsync(Burst.Tenant, "i1", new PageRequest(0, 10), Cancellation);

        Assert.Equal([1L, 2L], journal.Rows.Select(r => r.Seq));
        Assert.Equal(2, journal.Total);
        Assert.Equal(2, Assert.Single((await Queries.JournalAsync(Burst.Tenant, "i1", new PageRequest(1, 1), Cancellation)).Rows).Seq);
        Assert.Empty((await Queries.JournalAsync(Burst.OtherTenant, "i1", new PageRequest(0, 10), Cancellation)).Rows);
    }

    private async Task<IEnumerable<string>> IdsAsync(InstanceSearch search) =>
        (await Queries.SearchAsync(Burst.Tenant, search, new PageRequest(0, 10), Cancellation)).Rows.Select(r => r.InstanceId);

    private async Task StartAsync(string id, Func<InstanceWrite, InstanceWrite> with)
    {
        var burst = Burst.Start(id);
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst with { Instance = with(burst.Instance) }, Cancellation));
    }
}
