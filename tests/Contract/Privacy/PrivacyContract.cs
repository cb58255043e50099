using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.FormDrafts;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Privacy;
using Xunit;

namespace LowCode.Tests.Contract.Privacy;

/// <summary>Who looked at what is masked, and what people submitted last.</summary>
public abstract class PrivacyContract : StoreContract
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in new[] { Burst.Tenant, Burst.OtherTenant })
        {
            await Store.Get<IPeopleStore>().AddTenantAsync(new Tenant(tenant, LocalizedText.Of("一", "One"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        }
    }

    [Fact]
    public async Task Reveals_of_a_case_are_listed_in_their_order_and_are_its_tenants_alone()
    {
        var reveals = Store.Get<IReveals>();
        var first = new Reveal("r1", "c1", "t1", "phone", LocalizedText.Of("电话", "Phone"), "回访", "anna", "安娜", Burst.Noon);
        var second = first with { RevealId = "r2", TaskId = null, Actor = "bob", At = Burst.Noon.AddHours(1) };
        await reveals.AddAsync(Burst.Tenant, second, Cancellation);
        await reveals.AddAsync(Burst.Tenant, first, Cancellation);
        await reveals.AddAsync(Burst.Tenant, first with { RevealId = "r3", CaseId = "c2" }, Cancellation);

        await Store.ReopenAsync();
        var found = await Store.Get<IReveals>().OfCaseAsync(Burst.Tenant, "c1", Cancellation);

        Assert.Equal(["r1", "r2"], found.Select(r => r.RevealId));
        Assert.Equal(("t1", "phone", "回访", "anna", "安娜", Burst.Noon), (found[0].TaskId, found[0].Field, found[0].Reason, found[0].Actor, found[0].ActorName, found[0].At));
        Assert.Equal("Phone", found[0].Label.ByLanguage["en"]);
        Assert.Null(found[1].TaskId);
        Assert.Empty(await Store.Get<IReveals>().OfCaseAsync(Burst.OtherTenant, "c1", Cancellation));
    }

    [Fact]
    public async Task Last_submission_takes_the_place_of_the_one_before_and_is_forgotten_in_time()
    {
        var last = Store.Get<ILastSubmissions>();
        var first = new LastSubmission("anna", "form", "N1", new JsonObject { ["名"] = "一" }, Burst.Noon);
        await last.PutAsync(Burst.Tenant, first, Cancellation);
        await last.PutAsync(Burst.Tenant, first with { CaseNumber = "N2", Data = new JsonObject { ["名"] = "二" }, At = Burst.Noon.AddDays(1) }, Cancellation);

        var found = await last.FindAsync(Burst.Tenant, "anna", "form", Cancellation);

        Assert.Equal(("N2", "二", Burst.Noon.AddDays(1)), (found!.CaseNumber, found.Data["名"]!.GetValue<string>(), found.At));
        Assert.Null(await last.FindAsync(Burst.Tenant, "bob", "form", Cancellation));
        Assert.Null(await last.FindAsync(Burst.OtherTenant, "anna", "form", Cancellation));
        Assert.Equal(0, await Store.Get<IFormDrafts>().RemoveOldAsync(Burst.Tenant, Burst.Noon.AddDays(1), 9, Cancellation));
        Assert.Equal(1, await Store.Get<IFormDrafts>().RemoveOldAsync(Burst.Tenant, Burst.Noon.AddDays(2), 9, Cancellation));
        Assert.Null(await last.FindAsync(Burst.Tenant, "anna", "form", Cancellation));
    }
}
