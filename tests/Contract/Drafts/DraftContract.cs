using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Contract.Drafts;

/// <summary>Definitions that are being worked on.</summary>
public abstract class DraftContract : StoreContract
{
    private IDraftStore Drafts => Store.Get<IDraftStore>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in new[] { Burst.Tenant, Burst.OtherTenant })
        {
            await Store.Get<IPeopleStore>().AddTenantAsync(new Tenant(tenant, LocalizedText.Of("一", "One"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        }
    }

    [Fact]
    public async Task Draft_takes_the_place_of_the_one_before_and_is_its_tenants_alone()
    {
        var first = new Draft("d1", "v1", 1, "{\"名\":1}", Burst.Noon, "anna");
        await Drafts.PutAsync(Burst.Tenant, first, Cancellation);
        Assert.Equal(first, await Drafts.FindAsync(Burst.Tenant, "d1", Cancellation));

        var second = new Draft("d1", "v2", 2, "{}", Burst.Noon.AddHours(1), "bob");
        await Drafts.PutAsync(Burst.Tenant, second, Cancellation);
        await Drafts.PutAsync(Burst.Tenant, second with { DefinitionId = "c" }, Cancellation);

        Assert.Equal([second with { DefinitionId = "c" }, second], await Drafts.AllAsync(Burst.Tenant, Cancellation));
        Assert.Null(await Drafts.FindAsync(Burst.OtherTenant, "d1", Cancellation));
        Assert.Empty(await Drafts.AllAsync(Burst.OtherTenant, Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.OtherTenant, "d1", Cancellation));
        Assert.True(await Drafts.RemoveAsync(Burst.Tenant, "d1", Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.Tenant, "d1", Cancellation));
    }
}
