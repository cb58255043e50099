using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Contract.Drafts;

/// <summary>Definitions that are being worked on.</summary>
public abstract class DraftContract : StoreContract
{
    private IDraftStore Drafts => Store.Get<IDraftStore>();

    private IVersionStore Versions => Store.Get<IVersionStore>();

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
        var stored = await Drafts.PutAsync(Burst.Tenant, first, null, Cancellation);
        Assert.Equal(first with { Revision = 1 }, stored);
        Assert.Equal(stored, await Drafts.FindAsync(Burst.Tenant, "d1", Cancellation));

        var second = new Draft("d1", "v2", 2, "{}", Burst.Noon.AddHours(1), "bob");
        var again = await Drafts.PutAsync(Burst.Tenant, second, null, Cancellation);
        var other = await Drafts.PutAsync(Burst.Tenant, second with { DefinitionId = "c" }, null, Cancellation);
        Assert.Equal((2, 1), (again!.Revision, other!.Revision));

        Assert.Equal([other, again], await Drafts.AllAsync(Burst.Tenant, Cancellation));
        Assert.Null(await Drafts.FindAsync(Burst.OtherTenant, "d1", Cancellation));
        Assert.Empty(await Drafts.AllAsync(Burst.OtherTenant, Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.OtherTenant, "d1", null, Cancellation));
        Assert.True(await Drafts.RemoveAsync(Burst.Tenant, "d1", null, Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.Tenant, "d1", null, Cancellation));
    }

    [Fact]
    public async Task Draft_that_somebody_saved_meanwhile_is_neither_overwritten_nor_removed()
    {
        var draft = new Draft("d1", "v1", 1, "{}", Burst.Noon, "anna");
        Assert.Null(await Drafts.PutAsync(Burst.Tenant, draft, 1, Cancellation));
        Assert.Equal(1, (await Drafts.PutAsync(Burst.Tenant, draft, 0, Cancellation))!.Revision);
        Assert.Null(await Drafts.PutAsync(Burst.Tenant, draft with { Content = "[]" }, 0, Cancellation));
        Assert.Equal(2, (await Drafts.PutAsync(Burst.Tenant, draft with { Content = "[1]" }, 1, Cancellation))!.Revision);
        Assert.Null(await Drafts.PutAsync(Burst.Tenant, draft with { Content = "[2]" }, 1, Cancellation));

        Assert.False(await Drafts.RemoveAsync(Burst.Tenant, "d1", 1, Cancellation));
        Assert.Equal("[1]", (await Drafts.FindAsync(Burst.Tenant, "d1", Cancellation))!.Content);
        Assert.True(await Drafts.RemoveAsync(Burst.Tenant, "d1", 2, Cancellation));
    }

    [Fact]
    public async Task Draft_of_an_artefact_is_kept_by_kind_and_tenant_and_nobody_saves_over_one_they_have_not_seen()
    {
        var drafts = Store.Get<IArtefactDraftStore>();
        var row = new ArtefactDraftRow(ArtefactKind.Dictionary, "codes", new ContentHash("h"), Burst.Noon, "anna");
        Assert.Null(await drafts.PutAsync(Burst.Tenant, new ArtefactDraft(row, new byte[] { 1, 0, 255 }), 1, Cancellation));
        Assert.Equal(1, await drafts.PutAsync(Burst.Tenant, new ArtefactDraft(row, new byte[] { 1, 0, 255 }), 0, Cancellation));
        Assert.Null(await drafts.PutAsync(Burst.Tenant, new ArtefactDraft(row, new byte[] { 2 }), 0, Cancellation));
        Assert.Equal(1, await drafts.PutAsync(Burst.Tenant, new ArtefactDraft(row with { Kind = ArtefactKind.Form, Base = null }, new byte[] { 3 }), 0, Cancellation));
        Assert.Equal(2, await drafts.PutAsync(Burst.Tenant, new ArtefactDraft(row with { UpdatedBy = "bob" }, new byte[] { 4, 5 }), 1, Cancellation));

        var found = await drafts.FindAsync(Burst.Tenant, ArtefactKind.Dictionary, "codes", Cancellation);
        Assert.Equal((row with { UpdatedBy = "bob", Revision = 2 }, "BAU="), (found!.Row, Convert.ToBase64String(found.Content.Span)));
        Assert.Equal([found.Row], await drafts.AllAsync(Burst.Tenant, ArtefactKind.Dictionary, Cancellation));
        Assert.Null((await drafts.FindAsync(Burst.Tenant, ArtefactKind.Form, "codes", Cancellation))!.Row.Base);
        Assert.Null(await drafts.FindAsync(Burst.OtherTenant, ArtefactKind.Dictionary, "codes", Cancellation));
        Assert.False(await drafts.RemoveAsync(Burst.OtherTenant, ArtefactKind.Dictionary, "codes", 2, Cancellation));
        Assert.False(await drafts.RemoveAsync(Burst.Tenant, ArtefactKind.Dictionary, "codes", 1, Cancellation));
        Assert.True(await drafts.RemoveAsync(Burst.Tenant, ArtefactKind.Dictionary, "codes", 2, Cancellation));
        Assert.Empty(await drafts.AllAsync(Burst.Tenant, ArtefactKind.Dictionary, Cancellation));
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_with_what_was_removed()
    {
        Artefact[] artefacts = [.. new[] { "a1", "a2", "b1" }.Select(t => Artefact.Of(ArtefactKind.Workflow, t[..1], Encoding.UTF8.GetBytes(t)))];
        var form = Artefact.Of(ArtefactKind.Form, "a", "form"u8.ToArray());
        for (var i = 0; i < artefacts.Length; i++)
        {
            Assert.True(await Store.Get<IReleaseStore>().PublishAsync(
                new ReleaseWrite(Burst.Tenant, i, Burst.Noon.AddHours(i), "anna", "", [artefacts[i], form], []), Cancellation));
        }

        await Versions.RemoveAsync(Burst.Tenant, [artefacts[1].Hash, artefacts[1].Hash], Burst.Noon, "bob", Cancellation);
        await Versions.RemoveAsync(Burst.OtherTenant, [artefacts[0].Hash], Burst.Noon, "bob", Cancellation);

        Assert.Equal(["b", "a", "a"], (await Versions.AllAsync(Burst.Tenant, Cancellation)).Select(v => v.DefinitionId));
        Assert.Equal(
            [new VersionRow("a", artefacts[1].Hash, Burst.Noon.AddHours(1), true), new VersionRow("a", artefacts[0].Hash, Burst.Noon, false)],
            await Versions.OfAsync(Burst.Tenant, "a", Cancellation));
        Assert.Empty(await Versions.AllAsync(Burst.OtherTenant, Cancellation));
    }
}
